import { nameColumns } from '../../../nodes/Recapture/list/csv/header';

it.each<[string, string[], string[]]>([
	['are trimmed', [' Rego ', '\tVIN', 'Name\u00a0'], ['Rego', 'VIN', 'Name']],
	['lose a byte-order mark', ['\ufeffRego'], ['Rego']],
	[
		'may hold anything',
		['Sale\nDate', 'the "new" VIN', 'a,b'],
		['Sale\nDate', 'the "new" VIN', 'a,b'],
	],
	[
		'may be names that objects have',
		['__proto__', 'constructor', 'toString'],
		['__proto__', 'constructor', 'toString'],
	],
	['that are empty at the end are dropped', ['Rego', 'VIN', '', ' ', ''], ['Rego', 'VIN']],
	[
		'that are empty in the middle are named by their place',
		['Rego', '', ' ', 'VIN'],
		['Rego', 'Column 2', 'Column 3', 'VIN'],
	],
	[
		'that come again are numbered',
		['Notes', 'Rego', 'Notes', 'Notes'],
		['Notes', 'Rego', 'Notes (2)', 'Notes (3)'],
	],
	[
		'keep a name that looks like a number',
		['Notes', 'Notes', 'Notes (2)'],
		['Notes', 'Notes (3)', 'Notes (2)'],
	],
	[
		'keep a name that looks like a place',
		['', 'Rego', 'Column 1'],
		['Column 1 (2)', 'Rego', 'Column 1'],
	],
	['differ by case', ['Notes', 'notes'], ['Notes', 'notes']],
	[
		"that repeat objects' names are numbered",
		['__proto__', '__proto__'],
		['__proto__', '__proto__ (2)'],
	],
	['may all be empty', ['', ''], []],
])('headers %s', (_label, cells, columns) => {
	expect(nameColumns(cells).columns).toEqual(columns);
});

it('tells the headers as the file has them, so that doubles can be named', () => {
	expect(nameColumns([' Rego', 'Rego ', '', 'VIN', '']).headers).toEqual([
		'Rego',
		'Rego',
		'',
		'VIN',
	]);
});

it('numbers a hundred thousand equal headers without delay', () => {
	const { columns } = nameColumns(Array.from({ length: 100_000 }, () => 'Notes'));
	expect(columns[99_999]).toBe('Notes (100000)');
	expect(new Set(columns).size).toBe(100_000);
});
