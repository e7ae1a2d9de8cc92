/** What a watch is about. When any of it changes, what was remembered says nothing any more. */
export interface Target {
	readonly event: string;
	/** Only customers of this upload; empty for all. */
	readonly uploadId: string;
	readonly region: string;
	readonly host: string;
	/** n8n's id of the credential: a new key in the same one changes nothing. */
	readonly credentialId: string;
}

const WORDS: Readonly<Record<keyof Target, string>> = {
	event: 'the event',
	uploadId: 'the filter',
	region: "the credential's region",
	host: "the credential's Base URL",
	credentialId: 'the credential',
};

const PARTS = Object.keys(WORDS) as Array<keyof Target>;

/** What of it differs, in words: none when both are the same. */
export function changedParts(before: Target, now: Target): string[] {
	return PARTS.filter((part) => before[part] !== now[part]).map((part) => WORDS[part]);
}

export function isTarget(value: unknown): value is Target {
	if (typeof value !== 'object' || value === null) return false;
	const target = value as Record<string, unknown>;
	return PARTS.every((part) => typeof target[part] === 'string');
}
