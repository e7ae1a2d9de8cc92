import { openDictionary } from './dictionary';
import { DOCUMENTS, readDocument } from './documents';
import { collectTexts } from './texts';

const unknownWords = openDictionary();

it.each(DOCUMENTS)('%s is spelled right', (path) => {
	expect(unknownWords(readDocument(path))).toEqual([]);
});

it('every text of the nodes and the credential is spelled right', () => {
	const found = collectTexts().flatMap(({ text, place }) =>
		unknownWords(text).map((word) => `${place}: ${word}`),
	);
	expect(found).toEqual([]);
});

it('notices a misspelled word, and an American one', () => {
	expect(unknownWords('The colour, the customr, a recognized color')).toEqual([
		'customr',
		'recognized',
		'color',
	]);
});

it('takes no code, address or placeholder for a word', () => {
	const text = 'Set `maxx`, see https://exmple.com/x, {ONLY_HTTPS}, docs/colums.md';
	expect(unknownWords(text)).toEqual([]);
});
