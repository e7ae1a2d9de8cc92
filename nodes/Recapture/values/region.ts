const REGIONS = ['au', 'nz', 'uk', 'my'] as const;

/** The markets of Recapture, as the vendor's query parameter `region` names them. */
export type Region = (typeof REGIONS)[number];

/** The markets as a person names them. */
export const REGION_NAMES: Readonly<Record<Region, string>> = {
	au: 'Australia',
	nz: 'New Zealand',
	uk: 'United Kingdom',
	my: 'Malaysia',
};

/** Reads the region of a credential, in any case: it may come from an expression. */
export function readRegion(value: unknown): Region | undefined {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	return REGIONS.find((region) => region === text);
}
