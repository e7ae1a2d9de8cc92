import {
	readIdentifier,
	readText,
	toPlainCharacters,
	withoutTextMarks,
} from '../../nodes/Recapture/values/text';

describe('readText', () => {
	const circle: Record<string, unknown> = {};
	circle.self = circle;

	test.each<[string, unknown, string]>([
		['text loses the spaces around it', '  Maya Smith\u00a0', 'Maya Smith'],
		['text keeps what is inside', "Renée 't  Hooft", "Renée 't  Hooft"],
		['control characters go', 'Ma\u0000ya\u001b Smith\u001a\u007f\u0092', 'Maya Smith'],
		['a line break inside becomes a space', 'Maya\r\nSmith\n', 'Maya Smith'],
		['a tab inside becomes a space', 'Maya \t Smith', 'Maya Smith'],
		['nothing but control characters is no text', '\u0000\u0000\u001a', ''],
		['a character that could not be decoded stays', 'Ren\ufffde', 'Ren\ufffde'],
		['nothing is no text', undefined, ''],
		['null is no text', null, ''],
		['a number', 412345678, '412345678'],
		['zero', 0, '0'],
		['a fraction', 12.5, '12.5'],
		['a large number has no exponent', 1e21, '1000000000000000000000'],
		['a small number has no exponent', 1.5e-7, '0.00000015000000000000'],
		['NaN, as in JSON', NaN, ''],
		['Infinity, as in JSON', Infinity, ''],
		['a bigint', 11111111111111111n, '11111111111111111'],
		['a boolean', false, 'false'],
		['a date, as in JSON', new Date('2026-03-31T10:00:00Z'), '2026-03-31T10:00:00.000Z'],
		['an invalid date, as in JSON', new Date(NaN), ''],
		['an object, as JSON', { make: 'Kia', doors: [2, 3] }, '{"make":"Kia","doors":[2,3]}'],
		['a list, as JSON', ['a', 1], '["a",1]'],
		['an object that cannot be JSON', circle, ''],
		['an object without prototype', Object.create(null), '{}'],
		['an object with text of its own', { toJSON: () => ' 7 ' }, '7'],
		['a symbol', Symbol('x'), ''],
		['a function', () => 1, ''],
	])('%s', (_sentence, value, text) => {
		expect(readText(value)).toBe(text);
	});
});

describe('toPlainCharacters', () => {
	test.each([
		['plain text stays', 'ABC 123', 'ABC 123'],
		['spaces around it go', ' ABC ', 'ABC'],
		['no-break, narrow and ideographic spaces are spaces', 'A\u00a0B\u202fC\u3000D', 'A B C D'],
		['tabs and line ends are spaces', 'A\tB\nC', 'A B C'],
		['all dashes and the minus sign are dashes', '1‐2‑3–4—5−6', '1-2-3-4-5-6'],
		['fullwidth forms are plain', '２０２６／０３／３１', '2026/03/31'],
		['any quotes are straight', '“A” ‘B’ «C» `D´', '"A" \'B\' "C" \'D\''],
		['control characters go', 'A\u0000B\u001a\u0092', 'AB'],
		['zero width characters go', '\ufeffA\u200bB\u200e', 'AB'],
		['letters of other alphabets stay', 'Ørsted', 'Ørsted'],
	])('%s', (_sentence, text, plain) => {
		expect(toPlainCharacters(text)).toBe(plain);
	});
});

describe('readIdentifier', () => {
	test.each([
		['upper case', 'abc 123', 'ABC 123'],
		['quotes, stars, # and separators around it go', '** “abc-123” #.', 'ABC-123'],
		['marks of a spreadsheet go', '="ABC123"', 'ABC123'],
		['what stands inside stays', 'AB*1=2', 'AB*1=2'],
		['no letter becomes two', 'ß1', 'ß1'],
		['nothing but signs', '- * #', ''],
	])('%s', (_sentence, text, identifier) => {
		expect(readIdentifier(text)).toBe(identifier);
	});
});

describe('withoutTextMarks', () => {
	test.each([
		["'0412345678", '0412345678'],
		['="0412345678"', '0412345678'],
		['0412345678', '0412345678'],
		["31 Mar '26", "31 Mar '26"],
		['=""', ''],
	])('%s becomes %s', (text, bare) => {
		expect(withoutTextMarks(text)).toBe(bare);
	});
});
