import { examine } from '../../../nodes/Recapture/list/csv/examine';
import type { Encoding } from '../../../nodes/Recapture/list/table';
import { encode, fileOf, MARK, problemOf, readCells, tableOf } from './csvFile';

const LIST = 'Name,VIN\nRenée O’Brien,1N4\n';
const MANY_ROWS = 'Smith,1N4AL11D75C109151\n'.repeat(20_000);

async function encodingOf(file: Buffer, chunkBytes = Infinity): Promise<Encoding> {
	return (await tableOf(fileOf(file, chunkBytes))).dialect.encoding;
}

describe('automatic encoding', () => {
	it.each<[Encoding, string, Buffer]>([
		['utf-8', 'ASCII', Buffer.from('Name,VIN\nSmith,1N4\n')],
		['utf-8', 'UTF-8', encode(LIST, 'utf-8')],
		['utf-8', 'UTF-8 with a mark', encode(MARK + LIST, 'utf-8')],
		['utf-8', 'UTF-8 whose only other letter ends it', encode('Name\nRené', 'utf-8')],
		['utf-16le', 'UTF-16 LE with a mark', encode(MARK + LIST, 'utf-16le')],
		['utf-16be', 'UTF-16 BE with a mark', encode(MARK + LIST, 'utf-16be')],
		['utf-16le', 'UTF-16 LE without a mark', encode(LIST, 'utf-16le')],
		['utf-16be', 'UTF-16 BE without a mark', encode(LIST, 'utf-16be')],
		['windows-1252', 'a byte that is not UTF-8', encode(LIST, 'windows-1252')],
		['windows-1252', 'half a character at the end', encode('Name\nRené', 'utf-8').subarray(0, -1)],
		[
			'windows-1252',
			'a character in the long form that UTF-8 forbids',
			Buffer.from('Name\n\xc0\xaf', 'latin1'),
		],
	])('%s: %s', async (encoding, _label, file) => {
		for (const chunkBytes of [1, 2, 3, Infinity]) {
			expect(await encodingOf(file, chunkBytes)).toBe(encoding);
		}
	});

	it.each([
		['the first row', `Name,VIN\nRené,1N4\n${MANY_ROWS}`],
		['the middle', `Name,VIN\n${MANY_ROWS}René,1N4\n${MANY_ROWS}`],
		['the last byte', `Name,VIN\n${MANY_ROWS}1N4,René`],
	])('one byte decides for all rows, also in %s', async (_label, text) => {
		const file = encode(`${text}`, 'windows-1252');
		expect(await encodingOf(file)).toBe('windows-1252');
		expect((await readCells(file)).flat()).toContain('René');
	});

	it('a character may lie across any border between blocks', async () => {
		for (let shift = 0; shift < 4; shift++) {
			const text = `Name,VIN\n${'x'.repeat(shift)}${'🚗é'.repeat(40_000)},1N4\n`;
			expect(await encodingOf(encode(text, 'utf-8'))).toBe('utf-8');
			expect((await readCells(encode(text, 'utf-8')))[0][0]).toBe(text.slice(9, -5));
		}
	});
});

describe('a chosen encoding', () => {
	it.each<[Encoding, string]>([
		['utf-8', 'utf-8'],
		['utf-16le', 'utf-16le'],
		['utf-16be', 'utf-16be'],
		['windows-1252', 'windows-1252'],
	])('%s is used, with and without a mark', async (encoding) => {
		const expected = [['Renée O’Brien', '1N4']];
		expect(await readCells(encode(LIST, encoding), { encoding })).toEqual(expected);
		if (encoding === 'windows-1252') return;
		expect(await readCells(encode(MARK + LIST, encoding), { encoding })).toEqual(expected);
	});

	it('windows-1252 reads a text that is marked as UTF-8 all the same', async () => {
		const file = encode(`${MARK}Name\nRenée\n`, 'utf-8');
		expect(await readCells(file, { encoding: 'windows-1252' })).toEqual([['RenÃ©e']]);
	});

	const NOT_IN = (name: string) => `The file is not in ${name}, the encoding chosen for it: `;

	it.each<[string, Encoding, Buffer, string]>([
		[
			'a byte that is not UTF-8',
			'utf-8',
			encode(LIST, 'windows-1252'),
			`${NOT_IN('UTF-8')}it holds bytes that UTF-8 does not have`,
		],
		[
			'such a byte far down',
			'utf-8',
			encode(`Name,VIN\n${MANY_ROWS}René,`, 'windows-1252'),
			`${NOT_IN('UTF-8')}it holds bytes that UTF-8 does not have`,
		],
		[
			'the mark of another one',
			'utf-8',
			encode(MARK + LIST, 'utf-16le'),
			`${NOT_IN('UTF-8')}it looks like UTF-16 LE`,
		],
		[
			'the other byte order',
			'utf-16le',
			encode(MARK + LIST, 'utf-16be'),
			`${NOT_IN('UTF-16 LE')}it looks like UTF-16 BE`,
		],
		[
			'the other byte order, without a mark',
			'utf-16be',
			encode(LIST, 'utf-16le'),
			`${NOT_IN('UTF-16 BE')}it looks like UTF-16 LE`,
		],
		[
			'one byte a letter',
			'utf-16le',
			encode(LIST, 'utf-8'),
			`${NOT_IN('UTF-16 LE')}it holds bytes that UTF-16 LE does not have`,
		],
		[
			'the mark of UTF-8',
			'utf-16be',
			encode(MARK + LIST, 'utf-8'),
			`${NOT_IN('UTF-16 BE')}it looks like UTF-8`,
		],
		[
			'half a character',
			'utf-16le',
			encode(LIST, 'utf-16le').subarray(0, -1),
			`${NOT_IN('UTF-16 LE')}it holds bytes that UTF-16 LE does not have`,
		],
		[
			'two bytes a letter',
			'windows-1252',
			encode(LIST, 'utf-16le'),
			`${NOT_IN('Windows-1252')}it looks like UTF-16 LE`,
		],
	])('that the bytes contradict is a problem: %s', async (_label, encoding, file, message) => {
		const problem = await problemOf(file, { encoding });
		expect(problem.message).toBe(message);
		expect(problem.description).toMatch(/Set 'Encoding' to 'Automatic'/);
	});
});

it.each<[string, Buffer, RegExp]>([
	[
		'UTF-8',
		Buffer.concat([Buffer.from(MARK), encode(LIST, 'windows-1252')]),
		/set 'Encoding' to 'Windows-1252'/,
	],
	[
		'UTF-16 LE',
		encode(MARK + LIST, 'utf-16le').subarray(0, -1),
		/Save the list again as 'CSV UTF-8' and use that file\.$/,
	],
])('a mark of %s that the bytes belie is a problem', async (name, file, remedy) => {
	const problem = await problemOf(file);
	expect(problem.message).toBe(
		`The file begins like a text in ${name}, but holds bytes that ${name} does not have`,
	);
	expect(problem.description).toMatch(remedy);
});

it('tells the beginning of a long file, and all of a short one', async () => {
	const long = await examine(fileOf(`Name,VIN\n${MANY_ROWS.repeat(5)}`), 'auto');
	const short = await examine(fileOf(encode(MARK + LIST, 'utf-16be')), 'auto');
	expect(long.ok && long.value.headHolds).toBe('its beginning');
	expect(short.ok && short.value).toEqual({
		encoding: 'utf-16be',
		head: Buffer.from(LIST),
		headHolds: 'the whole file',
	});
});
