import { attributesOf, isTrue, readElements, readPart } from './xml';
import { minDigitsOf } from './cell';
import type { Sheet } from './sheet';
import { tooLarge } from './unreadableFile';
import { readXlsxRows, type Formats, type MarkedText, type RowContext } from './xlsxRows';
import type { ZipFile } from './zip';

/** The texts stay in memory. A million rows with four different texts each have some 150 MB of them. */
const MAX_TEXTS_BYTES = 256 * 1024 * 1024;

/**
 * Opens an .xlsx file: reads what stands around its sheets, by ECMA-376, part 1, sections 12.3, 18.2, 18.4 and 18.8.
 *
 * @returns undefined when the file is none
 * @throws UnreadableFile when a part is damaged or too large
 */
export async function openXlsx(zip: ZipFile): Promise<Sheet[] | undefined> {
	const main = (await readLinks(zip, '')).find(({ kind }) => kind === 'officeDocument')?.part;
	if (main === undefined || !zip.has(main)) return undefined;
	const xml = await readPart(zip, main);
	if (!/<(?:\w+:)?workbook[\s>]/.test(xml)) return undefined;

	const links = await readLinks(zip, main);
	const partOf = (kind: string) => links.find((link) => link.kind === kind)?.part;
	const [properties] = attributesOf(xml, 'workbookPr');
	const context: RowContext = {
		dateSystem: isTrue(properties?.date1904) ? '1904' : '1900',
		formats: await readFormats(zip, partOf('styles')),
		texts: await readTexts(zip, partOf('sharedStrings')),
	};
	return attributesOf(xml, 'sheet').flatMap((sheet): Sheet[] => {
		const id = Object.entries(sheet).find(([name]) => name.endsWith(':id'))?.[1];
		const link = links.find((one) => one.id === id);
		if (link?.kind !== 'worksheet') return [];
		return [
			{
				name: sheet.name ?? '',
				visibility: /hidden/i.test(sheet.state ?? '') ? 'hidden' : 'visible',
				readRows: () => readXlsxRows(zip.read(link.part), context),
			},
		];
	});
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
	if (!zip.has(name)) return [];
	return attributesOf(await readPart(zip, name), 'Relationship')
		.filter(({ TargetMode }) => TargetMode !== 'External')
		.map(({ Id = '', Type = '', Target = '' }) => ({
			id: Id,
			kind: Type.slice(Type.lastIndexOf('/') + 1),
			part: decodeURIComponent(new URL(Target, `file:///${folder}`).pathname.slice(1)),
		}));
}

const GENERAL = '0';

async function readFormats(zip: ZipFile, part: string | undefined): Promise<Formats> {
	const xml = part === undefined ? '' : await readPart(zip, part);
	const styles = attributesOf(sectionOf(xml, 'cellXfs'), 'xf');
	const ids = styles.length === 0 ? [GENERAL] : styles.map(({ numFmtId = GENERAL }) => numFmtId);
	const used = [...new Set(ids)];
	const indexes = new Map(used.map((id, index) => [id, index]));
	// Format 1 is built in.
	const codes = new Map([['1', '0']]);
	for (const { numFmtId = '', formatCode = '' } of attributesOf(
		sectionOf(xml, 'numFmts'),
		'numFmt',
	)) {
		if (indexes.has(numFmtId)) codes.set(numFmtId, formatCode);
	}
	const minDigits = new Map([...codes].map(([id, code]) => [id, minDigitsOf(code)]));
	const formats = [...codes].map(
		([id, code]) => `<numFmt numFmtId="${escapeXml(id)}" formatCode="${escapeXml(code)}"/>`,
	);
	const xfs = used.map((id) => `<xf numFmtId="${escapeXml(id)}"/>`);
	return {
		minDigits: ids.map((id) => (id === GENERAL ? 0 : minDigits.get(id))),
		indexes: ids.map((id) => indexes.get(id) ?? 0),
		styleSheet: `<styleSheet><numFmts>${formats.join('')}</numFmts><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`,
	};
}

/** A text. Captured is a plain one, or what any other consists of: & and _x000D_ stand for other characters. */
const TEXT = new RegExp(
	'<(?:\\w+:)?si(?:\\s[^>]*)?(?:/>|>(?:' +
		'<(?:\\w+:)?t(?:\\s[^>]*)?>([^<&_]*)</(?:\\w+:)?t></(?:\\w+:)?si>|' +
		'([\\s\\S]*?)</(?:\\w+:)?si>))',
	'g',
);

/** The texts that cells refer to by number. */
async function readTexts(zip: ZipFile, name: string | undefined): Promise<RowContext['texts']> {
	if (name === undefined) return [];
	if (zip.sizeOf(name) > MAX_TEXTS_BYTES) throw tooLarge('more than 256 MB of text');
	const texts: Array<string | MarkedText> = [];
	for await (const part of readElements(zip.read(name), 'sst', 'si')) {
		for (const [, plain, xml = ''] of part.matchAll(TEXT)) texts.push(plain?.trim() ?? { xml });
	}
	return texts;
}

/** One element of a part with all that is in it; '' when there is none. */
function sectionOf(xml: string, name: string): string {
	const section = new RegExp(`<((?:\\w+:)?${name})[\\s>][\\s\\S]*?</\\1>`);
	return section.exec(xml)?.[0] ?? '';
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
