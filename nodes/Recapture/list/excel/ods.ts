import { readOds, type Sheet as HucreSheet } from 'hucre/ods';

import { CellError } from '../table';
import { readCell } from './cell';
import type { Sheet, SheetCell, SheetRow } from './sheet';
import { damaged, withPassword } from './unreadableFile';
import { attributesOf, readElements, readPart } from './xml';
import { packStored, type ZipFile } from './zip';

const MIME_TYPE = 'application/vnd.oasis.opendocument.spreadsheet';

/** All sheets are in this part. */
const CONTENT = 'content.xml';

/**
 * Opens an .ods file, by OpenDocument 1.3, part 3, sections 3.1.3, 9 and 19.
 *
 * @returns undefined when the file is none
 * @throws UnreadableFile when it is damaged or has a password
 */
export async function openOds(zip: ZipFile): Promise<Sheet[] | undefined> {
	if (!zip.has('mimetype') || !(await readPart(zip, 'mimetype')).startsWith(MIME_TYPE)) {
		return undefined;
	}
	const manifest = 'META-INF/manifest.xml';
	if (zip.has(manifest) && (await readPart(zip, manifest)).includes('encryption-data')) {
		throw withPassword();
	}
	const hiddenStyles = await readHiddenStyles(zip);
	const sheets: Sheet[] = [];
	for await (const xml of readElements(zip.read(CONTENT), 'spreadsheet', ROW)) {
		for (const [tag] of xml.matchAll(TABLE)) {
			const index = sheets.length;
			const [attributes] = attributesOf(`<tables>${tag}</table:table></tables>`, 'table');
			sheets.push({
				name: attributes['table:name'] ?? '',
				visibility: hiddenStyles.has(attributes['table:style-name'] ?? '') ? 'hidden' : 'visible',
				readRows: () => readOdsRows(zip, index),
			});
		}
	}
	return sheets;
}

const ROW = 'table:table-row';
const TABLE = /<table:table(?=[\s>])[^>]*>/g;
const HIDDEN_STYLE =
	/<style:style\s[^>]*?style:name="([^"]*)"[^>]*>\s*<style:table-properties\s[^>]*?table:display="false"/g;

/** Names of the styles of hidden sheets. */
async function readHiddenStyles(zip: ZipFile): Promise<Set<string>> {
	const names = new Set<string>();
	for await (const xml of readElements(zip.read(CONTENT), 'automatic-styles', 'style:style')) {
		for (const [, name] of xml.matchAll(HIDDEN_STYLE)) names.add(name);
	}
	return names;
}

/** The beginning of a sheet, or a row. */
const TABLE_OR_ROW =
	/<table:table(?=[\s>])|<table:table-row(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/table:table-row>)/g;

/** A row of the file, which may stand for several rows of the sheet that are the same. */
interface WrittenRow {
	readonly line: number;
	readonly repeated: number;
	readonly visibility: 'visible' | 'hidden';
	readonly xml: string;
}

/**
 * Reads the rows of a sheet, some hundreds at a time. hucre decides what a cell says, as for .xlsx files: it gets a small
 * file for each part of the sheet.
 */
async function* readOdsRows(zip: ZipFile, sheet: number): AsyncGenerator<SheetRow[]> {
	let current = -1;
	let line = 1;
	for await (const xml of readElements(zip.read(CONTENT), 'spreadsheet', ROW)) {
		const written: WrittenRow[] = [];
		for (const [tag, attributes = '', cells = ''] of xml.matchAll(TABLE_OR_ROW)) {
			if (!tag.startsWith('<table:table-row')) current++;
			else if (current === sheet) {
				const repeated = Number(/rows-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
				const visibility = /visibility="(?:collapse|filter)"/.test(attributes)
					? 'hidden'
					: 'visible';
				if (cells !== '') written.push({ line, repeated, visibility, xml: cellsForHucre(cells) });
				line += repeated;
			}
		}
		if (written.length > 0) yield* toRows(await readWith(written), written);
	}
}

const MAX_ROWS = 1_048_576;
const ROWS_PER_BATCH = 500;

function* toRows(
	{ rows, cells }: HucreSheet,
	written: readonly WrittenRow[],
): Generator<SheetRow[]> {
	let batch: SheetRow[] = [];
	for (const [index, { line, repeated, visibility }] of written.entries()) {
		const row = (rows[index] ?? []).map((value, column): SheetCell => {
			const cell = cells?.get(`${index},${column}`);
			const isError = cell?.formula !== undefined && ERROR.test(String(value));
			return isError ? new CellError(String(value)) : readCell(value, cell);
		});
		while (row.length > 0 && row[row.length - 1] === '') row.pop();
		if (row.length === 0) continue;
		for (let copy = 0; copy < repeated && line + copy <= MAX_ROWS; copy++) {
			batch.push({ line: line + copy, visibility, cells: row });
			if (batch.length < ROWS_PER_BATCH) continue;
			yield batch;
			batch = [];
		}
	}
	yield batch;
}

/** What a formula shows that failed. */
const ERROR = /^(?:#[A-Z0-9/]+[!?]?|Err:\d+)$/;

const CELL = /<table:table-cell(\s[^>]*)(?<!\/)>([\s\S]*?)<\/table:table-cell>/g;
const NUMBER = 'office:value-type="float"';

/**
 * The cells of a row, with what hucre would miss: a number that is shown with zeros in front, and the error of a formula,
 * become text. Looks are left out, because empty cells to the last column may have one.
 */
function cellsForHucre(xml: string): string {
	const changed = xml.replace(CELL, (cell, attributes: string, content: string) => {
		if (!attributes.includes(NUMBER)) return cell;
		const shown = /<text:p>([^<]*)<\/text:p>\s*$/.exec(content)?.[1] ?? '';
		const digits = shown.replace(/[\s()-]/g, '');
		const isPadded =
			/^0\d+$/.test(digits) && attributes.includes(` office:value="${Number(digits)}"`);
		if (!isPadded && !ERROR.test(shown)) return cell;
		const asText = attributes.replace(NUMBER, 'office:value-type="string"');
		return `<table:table-cell${asText}><text:p>${isPadded ? digits : shown}</text:p></table:table-cell>`;
	});
	return changed.replace(/ table:style-name="[^"]*"/g, '');
}

async function readWith(rows: readonly WrittenRow[]): Promise<HucreSheet> {
	const table = rows.map(({ xml }) => `<table:table-row>${xml}</table:table-row>`).join('');
	const file = packStored({
		mimetype: MIME_TYPE,
		[CONTENT]: `<document><body><spreadsheet><table:table>${table}</table:table></spreadsheet></body></document>`,
	});
	const read = await readOds(file).catch(() => undefined);
	if (!read) throw damaged(`the rows from ${rows[0].line} on of a sheet cannot be read`);
	return read.sheets[0];
}
