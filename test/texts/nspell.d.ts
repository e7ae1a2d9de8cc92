declare module 'nspell' {
	interface Spelling {
		correct(word: string): boolean;
		add(word: string): void;
	}
	export default function nspell(dictionary: { aff: string; dic: string }): Spelling;
}
