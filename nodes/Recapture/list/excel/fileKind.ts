import type { Problem } from '../../outcome';

/** How packed files begin, also empty ones. */
const PACKED = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('PK\x05\x06', 'latin1')];
/** How the old container of Microsoft Office begins: .xls, and any workbook with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Whether a file is to be opened as a workbook: it may still be something else that is packed in the same way. */
export function isPacked(beginning: Buffer): boolean {
	return [...PACKED, COMPOUND].some((mark) => mark.equals(beginning.subarray(0, mark.length)));
}

const SAVE_AS_XLSX = "Open it in Excel, save it as 'Excel Workbook (.xlsx)', and use that file.";

/**
 * What is wrong with a file in the old container, which is never read: hucre reads .xls, but does not say which sheets and
 * rows are hidden, and drops the zeros at the beginning of a number.
 *
 * @returns undefined for another file
 */
export function problemOfCompound(file: Buffer): Problem | undefined {
	if (!file.subarray(0, COMPOUND.length).equals(COMPOUND)) return undefined;
	const has = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'));
	if (has('EncryptedPackage')) {
		return {
			message: 'The workbook is protected by a password',
			description: 'Open it in Excel, remove the password, save it, and use that file.',
		};
	}
	if (has('Workbook') || has('Book')) {
		return { message: 'The file is an old Excel workbook (.xls)', description: SAVE_AS_XLSX };
	}
	return {
		message: 'The file is another document of Microsoft Office, not a workbook',
		description: 'Use an Excel workbook (.xlsx) or a CSV file.',
	};
}

/** By the names of their entries: what packed files are that are no .xlsx and no .ods. */
const KINDS: ReadonlyArray<readonly [entry: RegExp, what: string, advice: string]> = [
	[/^xl\/workbook\.bin$/i, 'a binary Excel workbook (.xlsb)', SAVE_AS_XLSX],
	[
		/^Index\/.*\.iwa$/i,
		'a document of Numbers, Pages or Keynote',
		"Export it as 'Excel' in Numbers, and use that file.",
	],
	[/^word\//i, 'a Word document', ''],
	[/^ppt\//i, 'a PowerPoint presentation', ''],
	[/^META-INF\/manifest\.xml$/i, 'an OpenDocument text or presentation', ''],
	[
		/\.(xlsx?|xlsm|csv|txt|ods)$/i,
		'a ZIP archive',
		"Unpack it first, for example with n8n's node 'Compression'.",
	],
];

/** @param names of the entries of a packed file that is no workbook */
export function problemOfPacked(names: readonly string[]): Problem {
	const [, what, advice] = KINDS.find(([entry]) => names.some((name) => entry.test(name))) ?? [];
	const shown = names.slice(0, 3).join(', ');
	return {
		message: `The file is ${what ?? `no workbook: it is packed, with ${shown || 'nothing'} in it`}`,
		description: advice || 'Use an Excel workbook (.xlsx) or a CSV file.',
	};
}
