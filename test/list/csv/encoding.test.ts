import { encode, fileOf, MARK, problemOf, readCells, tableOf } from './csvFile';

type Encoding = Parameters<typeof encode>[1];

const LIST = 'Name,VIN\nRenée O’Brien,1N4\n';
const MANY_ROWS = 'Smith,1N4AL11D75C109151\n'.repeat(20_000);

async function encodingOf(file: Buffer, chunkBytes = Infinity): Promise<unknown> {
	return (await tableOf(fileOf(file, chunkBytes))).facts().encoding;
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
		['utf-16le', 'UTF-16 LE with other letters', encode('Rego,Ā,ā,車\nABC123,Ā\n', 'utf-16le')],
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

	it('a character may lie across any border between chunks', async () => {
		for (let shift = 0; shift < 4; shift++) {
			const text = `Name,VIN\n${'x'.repeat(shift)}${'🚗é'.repeat(40_000)},1N4\n`;
			expect(await encodingOf(encode(text, 'utf-8'))).toBe('utf-8');
			expect((await readCells(encode(text, 'utf-8')))[0][0]).toBe(text.slice(9, -5));
		}
	});
});

describe('stray bytes in a text that is UTF-8 otherwise', () => {
	const stray = (letter: string) => encode(letter, 'windows-1252');

	it.each<[string, Buffer[]]>([
		['in the first row', [Buffer.from('Name\nRen'), stray('é'), Buffer.from('\nRené\nRené\n')]],
		['in the last row', [Buffer.from('Name\nRené\nRené\nRen'), stray('é')]],
		[
			'in the middle of a long file',
			[Buffer.from(`Name\nRené\nRené\n${MANY_ROWS}Ren`), stray('é'), Buffer.from(`\n${MANY_ROWS}`)],
		],
		['beside good ones', [Buffer.from('Name\nRené\n'), stray('é’'), Buffer.from('é🚗é\n')]],
		['of several kinds', [Buffer.from('Name\nRené ééééé\n'), stray('“Ren’ñ” €')]],
		[
			'in a file with a mark',
			[Buffer.from(`${MARK}Name\nRené\nRen`), stray('é'), Buffer.from('\n')],
		],
	])('are read as windows-1252, all others as they are: %s', async (_label, parts) => {
		const file = Buffer.concat(parts);
		const expected = parts
			.map((part, index) => (index === 1 ? part.toString('latin1') : part.toString()))
			.join('');
		const chunkSizes = file.length > 10_000 ? [1_000, Infinity] : [1, 3, 1_000, Infinity];
		for (const chunkBytes of chunkSizes) {
			expect(await encodingOf(file, chunkBytes)).toBe('utf-8');
			const cells = (await readCells(fileOf(file, chunkBytes), { delimiter: '|' })).flat();
			expect(cells).not.toContainEqual(expect.stringContaining('\ufffd'));
			expect(cells.filter((cell) => String(cell).includes('Ren')).length).toBe(
				expected.split('Ren').length - 1,
			);
		}
	});

	it('have their own letters', async () => {
		const file = Buffer.concat([
			Buffer.from('Name,Car\nRenée,Citroën 🚗\nZo'),
			stray('ë O’Brien'),
			Buffer.from(',Škoda\n'),
		]);
		expect(await readCells(file)).toEqual([
			['Renée', 'Citroën 🚗'],
			['Zoë O’Brien', 'Škoda'],
		]);
	});

	it('of which there are more than good ones make all of it windows-1252', async () => {
		const file = encode('Name\nÃ©\nRené\nZoë\nNoël\n', 'windows-1252');
		expect(await encodingOf(file)).toBe('windows-1252');
		expect((await readCells(file)).flat()).toEqual(['Ã©', 'René', 'Zoë', 'Noël']);
	});

	it('do not count the sign for a letter that was lost before', async () => {
		const file = Buffer.concat([Buffer.from('Name\nRen\ufffde\nZo\ufffd\nNo'), stray('ë')]);
		expect((await readCells(file)).flat()).toEqual(['Ren\ufffde', 'Zo\ufffd', 'Noë']);
	});

	it('behind a mark of UTF-8 are read, however many they are', async () => {
		const file = Buffer.concat([Buffer.from(MARK), encode(LIST, 'windows-1252')]);
		expect(await encodingOf(file)).toBe('utf-8');
		expect(await readCells(file)).toEqual([['Renée O’Brien', '1N4']]);
	});
});

it('windows-1252 has every byte', async () => {
	const letters = Buffer.from(Array.from({ length: 128 }, (_, byte) => byte + 128));
	const file = Buffer.concat([Buffer.from('Name\nx'), letters, Buffer.from('x\n')]);
	const [[cell]] = await readCells(file, { encoding: 'windows-1252' });
	expect(cell).toBe(`x€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ${letters.toString('latin1', 32)}x`);
});

describe('encodings that nothing but the user knows', () => {
	it.each([
		['gb18030', Buffer.from('Name,VIN\n\xcd\xf5\xd0\xa1\xc3\xf7,1N4\n', 'latin1'), '王小明'],
		['gb18030', Buffer.from('Name,VIN\n\x95\x32\x82\x36,1N4\n', 'latin1'), '𠀀'],
		['big5', Buffer.from('Name,VIN\n\xa4\xfd\xa4\x70\xa9\xfa,1N4\n', 'latin1'), '王小明'],
		// The second byte of this letter is a pipe in ASCII.
		['big5', Buffer.from('Name,VIN\n\xb3\x7c,1N4\n', 'latin1'), '逖'],
		['macintosh', Buffer.from('Name,VIN\nRen\x8ee O\xd5Brien,1N4\n', 'latin1'), 'Renée O’Brien'],
	] as const)('%s', async (encoding, file, name) => {
		for (const chunkBytes of [1, 5, Infinity]) {
			const table = await tableOf(fileOf(file, chunkBytes), { encoding });
			expect(table.facts().encoding).toBe(encoding);
			expect(await readCells(fileOf(file, chunkBytes), { encoding })).toEqual([[name, '1N4']]);
		}
	});

	it('a byte that Big5 does not have becomes the sign for a lost letter', async () => {
		const file = Buffer.from('Name\n\xa4\xfd\xa4\nabc\n', 'latin1');
		expect(await readCells(file, { encoding: 'big5' })).toEqual([['王\ufffd'], ['abc']]);
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

it('a mark of UTF-16 that the bytes contradict is a problem', async () => {
	const problem = await problemOf(encode(MARK + LIST, 'utf-16le').subarray(0, -1));
	expect(problem).toEqual({
		message:
			'The file begins like a text in UTF-16 LE, but holds bytes that UTF-16 LE does not have',
		description: "Save the list again as 'CSV UTF-8' and use that file.",
	});
});

describe('control characters', () => {
	it.each([
		['a Ctrl-Z at the end', 'Rego,VIN\nABC123,1N4\n\x1a'],
		['a Ctrl-Z behind the last row', 'Rego,VIN\nABC123,1N4\x1a'],
		['NULs at the end', `Rego,VIN\nABC123,1N4\n${'\0'.repeat(5_000)}`],
		['a NUL in a cell', 'Rego,VIN\nABC\x00123,1N4\n'],
		['a NUL before the headers', '\0Rego,VIN\nABC123,1N4\n'],
		['several kinds', 'Re\x01go,VIN\x7f\nA\x02BC\x1b123,\x0c1N4\n'],
		['a NUL before a line end', 'Rego,VIN\0\nABC123,1N4\0\n\0\n'],
		['a NUL before a quote', 'Rego,VIN\nABC123,\0"1N4"\n'],
	])('are left out: %s', async (_label, text) => {
		for (const chunkBytes of [1, Infinity]) {
			const file = fileOf(Buffer.from(text), chunkBytes);
			expect((await tableOf(file)).columns).toEqual(['Rego', 'VIN']);
			expect(await readCells(file)).toEqual([['ABC123', '1N4']]);
		}
	});

	it('but not tabs and line ends', async () => {
		expect(await readCells('Notes,VIN\n"a\tb\r\nc",1N4\n')).toEqual([['a\tb\r\nc', '1N4']]);
	});

	it('in UTF-16 as well', async () => {
		const file = encode(`${MARK}Rego,VIN\nABC\x00123,1N4\n\x1a`, 'utf-16le');
		expect(await readCells(file)).toEqual([['ABC123', '1N4']]);
	});
});
