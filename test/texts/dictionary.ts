/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import nspell from 'nspell';

/**
 * British English, and the names and terms of this package in words.txt.
 *
 * @returns the words of a text that are not in the dictionary, each once
 */
export function openDictionary(): (text: string) => string[] {
	const folder = dirname(require.resolve('dictionary-en-gb'));
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	const dictionary = nspell({ aff: read('index.aff'), dic: read('index.dic') });
	const terms = readFileSync(join(__dirname, 'words.txt'), 'utf8').split('\n').filter(Boolean);
	for (const term of terms) dictionary.add(term);
	const correct = new Map<string, boolean>();
	const isCorrect = (word: string) => {
		const known = correct.get(word) ?? dictionary.correct(word);
		correct.set(word, known);
		return known;
	};
	return (text) => [...new Set(wordsOf(text))].filter((word) => !isCorrect(word));
}

/** Code, addresses, names of files, placeholders and what is written in capitals are no words. */
const NO_WORDS =
	/`[^`]*`|\{\{.*?\}\}|\{[^{}]*\}|https?:\/\/\S+|<[^>]+>|\]\([^)]*\)|\S*[\w-]\/\S*|\S*[\w-]\.[a-z]{2,}\b\S*|&\w+;|\S*\d\S*/g;

function wordsOf(text: string): string[] {
	const words = text.replace(NO_WORDS, ' ').match(/[\p{L}'’]+/gu) ?? [];
	return words
		.map((word) => word.replace(/’/g, "'").replace(/^'+|'+$|'s$/g, ''))
		.filter((word) => word.length > 1 && !/^[A-Z]+s?$/.test(word));
}
