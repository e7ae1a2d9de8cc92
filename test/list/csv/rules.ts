import type { Flaw } from '../../../nodes/Recapture/list/csv/records';
import type { Delimiter } from '../../../nodes/Recapture/list/table';

/** A record as it ought to be found: with as many cells as it has, or with what is wrong with it. */
export interface ExpectedRecord {
	readonly line: number;
	readonly text: string;
	readonly cells?: number;
	readonly flaw?: Flaw;
}

/**
 * The rules of the record scanner written once more, as patterns: slow, and reading the same text again and again, but
 * short enough to be seen to be right.
 */
export function scanByTheRules(
	text: string,
	delimiter: Delimiter,
	maxRecordBytes = Infinity,
): ExpectedRecord[] {
	const records: ExpectedRecord[] = [];
	for (let at = 0; at < text.length; ) {
		const lineEnd = /^(?:\r\n|\n|\r)/.exec(text.slice(at));
		if (lineEnd) {
			at += lineEnd[0].length;
			continue;
		}
		const line = text.slice(0, at).split(/\r\n|\n|\r/).length;
		const record = findRecord(text.slice(at), delimiter);
		const isTooLong = Buffer.byteLength(record.text) > maxRecordBytes;
		const found: Omit<ExpectedRecord, 'line'> =
			record.flaw || isTooLong
				? { text: firstLine(text.slice(at)), flaw: record.flaw ?? 'too long' }
				: record;
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
	const quotedCell = new RegExp(`^${spaces}"(?:[^"]|"")*"${spaces}(?=[${d}\\r\\n]|$)`);
	const plainCell = new RegExp(`^(?!${spaces}")[^${d}\\r\\n]*`);
	for (let at = 0, cells = 1; ; cells++) {
		const rest = text.slice(at);
		const cell = quotedCell.exec(rest) ?? plainCell.exec(rest);
		if (!cell) {
			const open = new RegExp(`^${spaces}"(?:[^"]|"")*("?)`).exec(rest) ?? [''];
			const isMultiLine = /[\r\n]/.test(text.slice(0, at + open[0].length));
			return { text, flaw: open[1] && !isMultiLine ? 'text after quote' : 'quote never ends' };
		}
		at += cell[0].length;
		if (text[at] !== delimiter) return { text: text.slice(0, at), cells };
		at++;
	}
}
