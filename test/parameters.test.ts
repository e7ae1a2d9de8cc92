import {
	ParameterError,
	readBoolean,
	readChoice,
	readCollection,
	readCount,
	readNumber,
	readText,
} from '../nodes/Recapture/parameters';

const NOTHING = [undefined, null, '', '  '];

function problemOf(read: () => unknown): ParameterError {
	try {
		read();
	} catch (error) {
		if (error instanceof ParameterError) return error;
	}
	throw new Error('Nothing was refused');
}

describe('a count', () => {
	const read = (value: unknown) => readCount(value, { label: 'Limit', byDefault: 50 });

	it.each([
		[7, 7],
		['7', 7],
		[' 2000 ', 2000],
	])('reads %j as %d', (value, expected) => expect(read(value)).toBe(expected));

	it.each(NOTHING)('takes the default when it is %j', (value) => expect(read(value)).toBe(50));

	it.each([0, -1, 1.5, NaN, Infinity, 'abc', '2,000', 'row 2', '1e3', true, {}, [3], '-1'])(
		'refuses %j and names the field',
		(value) => {
			const { message, description } = problemOf(() => read(value));
			expect(message).toMatch(/^'Limit' must be a whole number of at least 1, but it is /);
			expect(description).toContain('Nothing was sent');
		},
	);

	it('refuses nothing when the field has no default', () => {
		const { message } = problemOf(() => readCount(null, { label: 'Start at Row' }));
		expect(message).toBe("'Start at Row' is empty");
	});
});

describe('a number', () => {
	const read = (value: unknown) => readNumber(value, { label: 'Max Wait', byDefault: 30 });

	it.each([
		[0.5, 0.5],
		['1.5', 1.5],
		[0, 0],
		[undefined, 30],
	])('reads %j as %d', (value, expected) => expect(read(value)).toBe(expected));

	it.each([-1, NaN, Infinity, 'soon', '1,5', {}])('refuses %j', (value) => {
		expect(problemOf(() => read(value)).message).toContain("'Max Wait' must be a number");
	});
});

describe('a boolean', () => {
	const read = (value: unknown) => readBoolean(value, { label: 'Clear', byDefault: false });

	it.each([
		[true, true],
		['true', true],
		['False', false],
		[false, false],
		[null, false],
	])('reads %j as %j', (value, expected) => expect(read(value)).toBe(expected));

	it.each([1, 0, 'yes', 'true,"name":"x"', {}, []])('refuses %j', (value) => {
		expect(problemOf(() => read(value)).message).toContain("'Clear' must be true or false");
	});
});

describe('a choice', () => {
	const read = (value: unknown) =>
		readChoice(value, { label: 'Date Order', choices: ['auto', 'dmy'], byDefault: 'auto' });

	it.each([
		['dmy', 'dmy'],
		['', 'auto'],
	])('reads %j as %j', (value, expected) => expect(read(value)).toBe(expected));

	it.each(['DMY', 'constructor', 1, {}])('refuses %j and lists the choices', (value) => {
		expect(problemOf(() => read(value)).message).toContain(
			"'Date Order' must be one of: auto, dmy, but it is",
		);
	});
});

describe('text', () => {
	const read = (value: unknown) => readText(value, { label: 'Rego' });

	it.each([
		[' ABC123 ', 'ABC123'],
		[123456, '123456'],
	])('reads %j as %j', (value, expected) => expect(read(value)).toBe(expected));

	it.each([{}, [], true, NaN])('refuses %j', (value) => {
		expect(problemOf(() => read(value)).message).toContain("'Rego' must be text");
	});

	it.each([
		[NaN, 'NaN'],
		[[NaN], '[null]'],
		[{ a: 1 }, '{"a":1}'],
		[true, 'true'],
	])('the message quotes %j', (value, quoted) => {
		expect(problemOf(() => read(value)).message).toBe(`'Rego' must be text, but it is ${quoted}`);
	});

	it('quotes no more than the beginning of a long value', () => {
		expect(problemOf(() => read(['x'.repeat(500)])).message.length).toBeLessThan(140);
	});
});

it('a collection is an object', () => {
	expect(readCollection(undefined, { label: 'Options' })).toEqual({});
	expect(readCollection({ a: 1 }, { label: 'Options' })).toEqual({ a: 1 });
	expect(problemOf(() => readCollection('a', { label: 'Options' })).message).toContain('an object');
});
