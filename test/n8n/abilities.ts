/** What the tests must know of older versions of n8n. All else is the same in every version. */
export interface Abilities {
	/** n8n can keep what a trigger knows in cursors of its own. */
	readonly durableCursors: boolean;
	/** Testing a credential ends in the sentences of the package; otherwise in n8n's own for the status. */
	readonly ownSentencesForStatus: boolean;
	/** Nodes of the example workflows that it has in an earlier version only; it runs that one. */
	readonly earlierNodes: readonly string[];
	/** The dialog of a credential lacks n8n's choice of domains where the package asks for that. */
	readonly domainsHidden: boolean;
	/** An error item with details leaves through the error output; otherwise through the first one. */
	readonly detailsOnErrorOutput: boolean;
}

/** Of the versions in `versions/`, those before 2.41. */
export const OLDER_VERSIONS = ['1.123.81', '2.8.4'];

export function abilitiesOf({ version }: { version: string }): Abilities {
	const isOlder = OLDER_VERSIONS.includes(version);
	return {
		durableCursors: !isOlder,
		earlierNodes: version.startsWith('1.') ? ['n8n-nodes-base.readWriteFile 1.1'] : [],
		ownSentencesForStatus: !isOlder,
		domainsHidden: !isOlder,
		detailsOnErrorOutput: !isOlder,
	};
}

/** Tests of the quick suite that ask for more than the engine of an older n8n can do. */
export const BEYOND_OLDER_ENGINES = [
	'the failed one goes to the error output when the node has one',
];
