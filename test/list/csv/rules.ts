import type { Flaw } from '../../../nodes/Recapture/list/csv/records';
import type { Delimiter } from '../../../nodes/Recapture/list/table';

/** A record as it ought to be found: with its cells, or with what is wrong with it. */
export interface ExpectedRecord {
	readonly line: number;
	readonly text: string;
	readonly cells?: readonly string[];
	readonly flaw?: Flaw;
}

/**
 * The rules of the record reader written once more, as patterns: slow, and reading the same text again and again, but
 * short enough to be seen to be right.
 */
export function recordsByTheRules(text: string, delimiter: Delimiter): ExpectedRecord[] {
	const records: ExpectedRecord[] = [];
	for (let at = 0; at < text.length; ) {
		const lineEnd = /^(?:\r\n|\n|\r)/.exec(text.slice(at));
		if (lineEnd) {
			at += lineEnd[0].length;
			continue;
		}
		const line = text.slice(0, at).split(/\r\n|\n|\r/).length;
		const record = findRecord(text.slice(at), delimiter);
		const found = record.flaw ? { ...record, text: firstLine(text.slice(at)) } : record;
		records.push({ line, ...found });
		at += found.text.length;
	}
	return records;
}

function firstLine(text: string): string {
	return text.split(/[\r\n]/, 1)[0];
}

function findRecord(text: string, delimiter: Delimiter): Omit<ExpectedRecord, 'line'> {
	const d = delimiter === '|' ? '\\|' : delimiter;
	const spaces = delimiter === '\t' ? ' *' : '[ \\t]*';
	const quotedCell = new RegExp(`^${spaces}"((?:[^"]|"")*)"${spaces}(?=[${d}\\r\\n]|$)`);
	const plainCell = new RegExp(`^(?!${spaces}")[^${d}\\r\\n]*`);
	const cells: string[] = [];
	for (let at = 0; ; ) {
		const rest = text.slice(at);
		const quoted = quotedCell.exec(rest);
		const cell = quoted ?? plainCell.exec(rest);
		if (!cell) {
			const open = new RegExp(`^${spaces}"(?:[^"]|"")*("?)`).exec(rest) ?? [''];
			const isMultiLine = /[\r\n]/.test(text.slice(0, at + open[0].length));
			return { text, flaw: open[1] && !isMultiLine ? 'text after quote' : 'quote never ends' };
		}
		cells.push(quoted ? quoted[1].replaceAll('""', '"') : cell[0].trim());
		at += cell[0].length;
		if (text[at] !== delimiter) return { text: text.slice(0, at), cells };
		at++;
	}
}
