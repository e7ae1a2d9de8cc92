/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { collectTexts, problemsIn } from './texts';

/** `npm run messages`: every text that a user may read, as tables to read aloud. */

const texts = collectTexts();
const problems = problemsIn(texts);
const ofProblems = new Set(
	problems.flatMap(({ messages, descriptions }) => [...messages, ...descriptions]),
);

printTable(
	'What happened, and what to do',
	['Message', 'Description', 'Place'],
	problems.map(({ messages, descriptions, place }) => [
		messages.join(' · '),
		descriptions.join(' · '),
		place,
	]),
);
printTable(
	'Other texts',
	['Text', 'Kind', 'Place'],
	texts
		.filter(({ text }) => !ofProblems.has(text))
		.map(({ text, property, place }) => [text, property, place]),
);

function printTable(
	title: string,
	headers: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): void {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
	const all = [`## ${title}`, '', line(headers), line(headers.map(() => '---')), ...rows.map(line)];
	process.stdout.write(`${all.join('\n')}\n\n`);
}
