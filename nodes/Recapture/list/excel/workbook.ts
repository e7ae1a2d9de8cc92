import { readXml } from 'hucre/xml';

import { readElements } from './elements';
import { UnreadableFile } from './unreadableFile';
import type { ZipFile } from './zip';

/** What an .xlsx file says around the cells of its sheets. */
export interface Workbook {
	readonly sheets: readonly Sheet[];
	/** Which day is day 1: Excel for Mac once counted from 1904. */
	readonly dateSystem: '1900' | '1904';
	readonly formats: Formats;
	/** The texts that cells refer to by number, as XML: what stands between <si> and </si>. */
	readonly texts: readonly string[];
}

/** A sheet that has cells. Sheets that are a chart have none. */
export interface Sheet {
	readonly name: string;
	readonly visibility: 'visible' | 'hidden';
	/** Name of its entry in the file. */
	readonly part: string;
}

/** The number formats of cells, without fonts, colours and borders: a workbook may have 64,000 styles, but few formats. */
export interface Formats {
	/** Index of the format in the style sheet below, by the style of the cell. */
	readonly byStyle: readonly number[];
	/** A style sheet in which each style is one number format. */
	readonly styleSheet: string;
}

/** For parts that are read at once. Usual are some kilobytes. */
const MAX_PART_BYTES = 32 * 1024 * 1024;

/** The texts stay in memory. A million rows with four different texts each have some 150 MB of them. */
const MAX_TEXTS_BYTES = 256 * 1024 * 1024;

/**
 * Reads the parts of an .xlsx file around its sheets, by ECMA-376, part 1, sections 12.3, 18.2, 18.4 and 18.8.
 *
 * @returns undefined when the file is no .xlsx file
 * @throws UnreadableFile when a part is damaged or too large; an error of hucre when its XML is broken
 */
export async function readWorkbook(zip: ZipFile): Promise<Workbook | undefined> {
	const main = (await readLinks(zip, '')).find(({ kind }) => kind === 'officeDocument')?.part;
	if (main === undefined || zip.sizeOf(main) === undefined) return undefined;
	const xml = await readPart(zip, main);
	if (!/<(?:\w+:)?workbook[\s>]/.test(xml)) return undefined;

	const links = await readLinks(zip, main);
	const partOf = (kind: string) => links.find((link) => link.kind === kind)?.part;
	const [properties] = elements(xml, 'workbookPr');
	const sheets = elements(xml, 'sheet').flatMap((sheet): Sheet[] => {
		const id = Object.entries(sheet).find(([name]) => name.endsWith(':id'))?.[1];
		const link = links.find((one) => one.id === id);
		if (link?.kind !== 'worksheet') return [];
		const visibility = /hidden/i.test(sheet.state ?? '') ? 'hidden' : 'visible';
		return [{ name: sheet.name ?? '', visibility, part: link.part }];
	});
	return {
		sheets,
		dateSystem: /^(1|true)$/.test(properties?.date1904 ?? '') ? '1904' : '1900',
		formats: await readFormats(zip, partOf('styles')),
		texts: await readTexts(zip, partOf('sharedStrings')),
	};
}

interface Link {
	readonly id: string;
	/** The last word of its type, which is the same in both dialects of the format. */
	readonly kind: string;
	readonly part: string;
}

/** To which parts a part links; '' is the file itself. */
async function readLinks(zip: ZipFile, part: string): Promise<Link[]> {
	const folder = part.slice(0, part.lastIndexOf('/') + 1);
	const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
	if (zip.sizeOf(name) === undefined) return [];
	return elements(await readPart(zip, name), 'Relationship')
		.filter(({ TargetMode }) => TargetMode !== 'External')
		.map(({ Id = '', Type = '', Target = '' }) => ({
			id: Id,
			kind: Type.slice(Type.lastIndexOf('/') + 1),
			part: decodeURIComponent(new URL(Target, `file:///${folder}`).pathname.slice(1)),
		}));
}

async function readFormats(zip: ZipFile, part: string | undefined): Promise<Formats> {
	const xml = part === undefined || zip.sizeOf(part) === undefined ? '' : await readPart(zip, part);
	const ids = elements(sectionOf(xml, 'cellXfs'), 'xf').map(({ numFmtId }) => numFmtId ?? '0');
	const used = [...new Set(ids)];
	const own = elements(sectionOf(xml, 'numFmts'), 'numFmt')
		.filter(({ numFmtId }) => used.includes(numFmtId ?? ''))
		.map(({ numFmtId = '', formatCode = '' }) => {
			return `<numFmt numFmtId="${numFmtId}" formatCode="${escapeXml(formatCode)}"/>`;
		});
	const styles = used.map((id) => `<xf numFmtId="${escapeXml(id)}"/>`);
	return {
		byStyle: ids.map((id) => used.indexOf(id)),
		styleSheet: `<styleSheet><numFmts>${own.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
	};
}

const TEXT = /<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g;

/** How to pronounce a text in Japanese; no part of it. */
const PHONETIC = /<(\w+:)?(rPh|phoneticPr)[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;

async function readTexts(zip: ZipFile, part: string | undefined): Promise<string[]> {
	const bytes = part === undefined ? undefined : zip.sizeOf(part);
	if (part === undefined || bytes === undefined) return [];
	if (bytes > MAX_TEXTS_BYTES) throw tooLarge('more than 256 MB of text');
	const texts: string[] = [];
	for await (const xml of readElements(zip.read(part), 'sst', 'si')) {
		for (const [, text = ''] of xml.matchAll(TEXT)) texts.push(withoutPhonetics(text));
	}
	return texts;
}

/** @param xml of the text of a cell */
export function withoutPhonetics(xml: string): string {
	return xml.includes('rPh') ? xml.replace(PHONETIC, '') : xml;
}

async function readPart(zip: ZipFile, name: string): Promise<string> {
	if ((zip.sizeOf(name) ?? 0) > MAX_PART_BYTES) throw tooLarge(`more than 32 MB in ${name}`);
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of zip.read(name)) text += decoder.decode(chunk, { stream: true });
	return text + decoder.decode();
}

/** One element of a part with all that is in it. */
function sectionOf(xml: string, name: string): string {
	const section = new RegExp(`<((?:\\w+:)?${name})[\\s>][\\s\\S]*?</\\1>`);
	return section.exec(xml)?.[0] ?? '';
}

type Attributes = Readonly<Record<string, string | undefined>>;

/** The attributes of all elements of one name, with names of attributes as they are written. */
function elements(xml: string, name: string): Attributes[] {
	const { data } = readXml(xml, { rowTag: name, stripNamespaces: true, attrPrefix: '' });
	return data.map((element) =>
		Object.fromEntries(
			Object.entries(element).flatMap(([key, value]) =>
				typeof value === 'string' ? [[key, value]] : [],
			),
		),
	);
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function tooLarge(what: string): UnreadableFile {
	return new UnreadableFile(
		`The workbook is too large: it has ${what}`,
		'Save the list alone as a new workbook, or as CSV, and use that file.',
	);
}
