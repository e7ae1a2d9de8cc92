import { DOCUMENTS, readDocument } from './documents';
import { collectTexts, problemsIn } from './texts';

/** What a user may read, in words that people use. `npm run messages` prints all of it. */

const texts = collectTexts();
const problems = problemsIn(texts);

/** Words that have a plainer one, or another name here. */
const UNWANTED = /\b(mend(s|ed|ing)?|told|hears? of|for ever|by themselves|all the same)\b/i;

/** In docs/vendor.md: `file`: title */
const TITLE_OF_TEST = /`[\w/-]+`: [^<|]+/g;

it('finds the problems and the labels', () => {
	expect(problems.length).toBeGreaterThan(50);
	expect(texts.filter(({ property }) => property === 'displayName').length).toBeGreaterThan(50);
});

it('the nodes and the credential use the words of the trade', () => {
	const found = texts.flatMap(({ text, place }) => {
		const [word] = UNWANTED.exec(text) ?? [];
		return word === undefined ? [] : [`${place}: "${word}" in "${text}"`];
	});
	expect(found).toEqual([]);
});

it.each(DOCUMENTS)('%s uses the words of the trade', (path) => {
	const text = readDocument(path).replace(TITLE_OF_TEST, '');
	expect(UNWANTED.exec(text)?.[0]).toBeUndefined();
});

describe.each(
	problems.map(({ place, messages, descriptions }) => ({ place, messages, descriptions })),
)('$place: $messages', ({ messages, descriptions }) => {
	it('states what happened, as a title: no full stop, no blame, two lines at most', () => {
		for (const message of messages) {
			expect(message).toMatch(/^["'{\p{Lu}]/u);
			expect(message).not.toMatch(/[.!]$/);
			expect(message).not.toMatch(/\b(mistakes?|failures?|failed|wrong|invalid|you)\b/i);
			expect(message.length).toBeLessThanOrEqual(160);
		}
	});

	it('says what to do, in full sentences', () => {
		for (const description of descriptions.filter(Boolean)) {
			expect(description).toMatch(/^["'{\p{Lu}]/u);
			expect(description).toMatch(/([.}]|https:\S+)$/);
			expect(description.length).toBeLessThanOrEqual(320);
		}
	});
});
