import {
	describeFailedPart,
	describeUnsentList,
	detailsOfFailedPart,
	type AcceptedPart,
	type FailedPart,
} from '../../nodes/Recapture/list/sentParts';

const accepted: AcceptedPart = {
	state: 'accepted',
	part: 1,
	more: true,
	firstRow: 1,
	lastRow: 10,
	customers: 9,
	items: [0],
	upload: {
		id: 'u1',
		total_uploaded_customers: 9,
		total_processed_customers: 0,
		total_errors: 0,
	},
};

const refused: FailedPart = {
	state: 'refused',
	part: 2,
	more: true,
	firstRow: 11,
	lastRow: 20,
	problem: { message: 'AutoGrab refused the request with status 400', description: 'Mend it.' },
};

it('tells what was accepted, what was not, and where to go on', () => {
	expect(
		describeFailedPart(refused, 'march.csv', [{ part: accepted, fileName: 'march.csv' }]),
	).toEqual({
		message:
			'Part 2 of "march.csv" (rows 11 to 20) was not accepted: AutoGrab refused the request with status 400. Accepted before: part 1 of "march.csv"',
		description: [
			'Mend it.',
			"To continue this list, set the option 'Start at Row' to 11.",
			'Accepted: upload u1 of "march.csv", rows 1 to 10, 9 customers.',
		].join('\n'),
	});
});

it('does not tell anyone to send again what may have arrived', () => {
	const { message, description } = describeFailedPart(
		{ ...refused, state: 'unconfirmed', part: 1, more: false, firstRow: 1 },
		undefined,
		[],
	);
	expect(message).toBe(
		'The list (rows 1 to 20) was sent, but AutoGrab did not confirm it, so it may have arrived or not: AutoGrab refused the request with status 400. Nothing else was uploaded',
	);
	expect(description).toContain('Do not send it again');
	expect(description).not.toContain('Start at Row');
});

it('tells of a list that breaks off where its last row is not known', () => {
	const breaksOff: FailedPart = { ...refused, state: 'notSent', lastRow: undefined };
	expect(describeFailedPart(breaksOff, 'march.csv', []).message).toContain(
		'Part 2 of "march.csv" (from row 11 on) was not sent',
	);
});

it('names the file and the uploads before it when nothing of a list was sent', () => {
	const problem = { message: 'The list has no customers', description: 'Give it some.' };
	expect(
		describeUnsentList(problem, 'april.csv', [{ part: accepted, fileName: 'march.csv' }]),
	).toEqual({
		message: '"april.csv": The list has no customers. Accepted before: part 1 of "march.csv"',
		description: 'Give it some.\nAccepted: upload u1 of "march.csv", rows 1 to 10, 9 customers.',
	});
	expect(describeUnsentList(problem, undefined, [])).toEqual(problem);
});

it('gives the same to a program', () => {
	expect(detailsOfFailedPart(refused, 'march.csv', [accepted])).toEqual({
		state: 'refused',
		part: 2,
		firstRow: 11,
		lastRow: 20,
		startAtRow: 11,
		accepted: [{ id: 'u1', part: 1, firstRow: 1, lastRow: 10, customers: 9 }],
		list: 'march.csv',
	});
});
