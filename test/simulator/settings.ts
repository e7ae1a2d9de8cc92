import { REGIONS } from './records';
import type { CustomerField, CustomerRecord, NewCustomer, Region } from './records';
import type { Refusal, RefusalName } from './rules/refusals';

/** A setting that is one of a few words; the first is the default. */
export const CHOICES = {
	clock: ['real', 'manual'],
	keepUploads: ['customers', 'counts'],
	errorBody: ['error', 'success', 'both', 'bare'],
	fields: ['both', 'genA', 'genB', 'genC'],
	rateLimitHeaders: ['always', 'onlyWhenLimited', 'never'],
	rateLimitRetryAfter: ['absent', 'seconds', 'date'],
	rowsWithoutIdentity: ['accept', 'error', 'reject'],
	duplicateRows: ['accept', 'error', 'reject', 'ignore'],
	duplicateScope: ['upload', 'account'],
	badDates: ['accept', 'error', 'reject', 'guess'],
	wrongTypes: ['reject', 'accept', 'error'],
	additionalValues: ['any', 'texts'],
	unknownFields: ['accept', 'error', 'reject'],
	plates: ['asSent', 'normalised'],
	uploadedCounter: ['full', 'climbs'],
	cancelledUpload: ['readable', 'refused'],
	cancelCompleted: ['allowed', 'refused'],
	order: [
		'id',
		'insertion',
		'newestFirst',
		'lastUpdated',
		'lastUpdatedFirst',
		'shuffled',
		'reshuffled',
	],
	pageFault: ['none', 'ignoresOffset', 'repeatsLastPage', 'repeatsEachPage', 'overlaps'],
	badPaging: ['default', 'refused'],
	unknownUploadFilter: ['empty', 'refused'],
	expiryBoundary: ['startOfDay', 'endOfDay'],
	additionalFields: ['returned', 'missing'],
	sightingOrder: ['asAdded', 'newestFirst', 'reshuffled'],
} as const;

type Choices = { [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/**
 * Everything that the vendor does not document, with the default that we guess, and what a test needs to
 * set up. The README lists each guess with its alternatives. A setting is read at each request, except
 * those about processing: an upload keeps what held when it was queued.
 */
export interface Settings {
	// --- the simulator itself
	port: number;
	/** `manual`: time stands still but for `advance()`. `real`: the computer's time, plus what was advanced. */
	clock: Choices['clock'];
	/** Where a manual clock starts (ISO); undefined: now. */
	startAt: string | undefined;
	/** The same seed gives the same chances; started at the same time, also the same ids. */
	seed: number;
	/** `counts`: uploads are counted, but no customers are kept of them; for very long lists. */
	keepUploads: Choices['keepUploads'];
	/** The request log keeps so many of the latest requests, … */
	logRequests: number;
	/** … the bodies of so many of them, … */
	logBodies: number;
	/** … and no more bytes of bodies than that. */
	logBodyBytes: number;

	// --- who may call, and what is there at the start
	apiKey: string;
	/** The regions in which `apiKey` has a Recapture licence. */
	regions: Region[];
	customers: NewCustomer[];
	/** So many customers exist in the first region without being stored: each is made when asked for. */
	syntheticCustomers: number;
	syntheticSightedShare: number;

	// --- answers
	/** Waited (real time) before each answer. */
	latencyMs: number;
	/** Status of an accepted `POST upload`. */
	uploadStatus: number;
	errorBody: Choices['errorBody'];
	/** Changes to the status or message of single refusals; the defaults are in `rules/refusals.ts`. */
	refusals: Partial<Record<RefusalName, Partial<Refusal>>>;
	fields: Choices['fields'];
	/** Fields that our documents do not know, added to each object of that kind. */
	extraFields: Partial<Record<'upload' | 'customer' | 'sighting', Record<string, unknown>>>;

	// --- limits
	rateLimit: { requests: number; windowMs: number } | undefined;
	rateLimitHeaders: Choices['rateLimitHeaders'];
	rateLimitRetryAfter: Choices['rateLimitRetryAfter'];
	monthlyQuota: { base: number; max: number; beyondMax: 'serve' | 'refuse' } | undefined;
	maxUploadBytes: number | undefined;
	maxUploadCustomers: number | undefined;

	// --- what a server does with the rows of an upload
	rowsWithoutIdentity: Choices['rowsWithoutIdentity'];
	/** `ignore`: processed without an error, but no second customer. */
	duplicateRows: Choices['duplicateRows'];
	duplicateScope: Choices['duplicateScope'];
	/** `accept`: kept as null. `guess`: read as JavaScript reads dates, month first. */
	badDates: Choices['badDates'];
	wrongTypes: Choices['wrongTypes'];
	/** `texts`: in `additional_fields`, anything else is a wrong type. */
	additionalValues: Choices['additionalValues'];
	/** A field that this generation does not know, or that cannot be patched. `accept`: ignored. */
	unknownFields: Choices['unknownFields'];
	plates: Choices['plates'];
	regoLookupFoundShare: number;

	// --- how an upload is processed
	customersPerSecond: number | 'instant';
	processingStartsAfterMs: number;
	uploadedCounter: Choices['uploadedCounter'];
	/** How fast `total_uploaded_customers` climbs. */
	uploadingPerSecond: number | 'instant';
	/** Share of the customers that end as errors. */
	errorShare: number;
	/** Which customers end as errors, besides that share. */
	errorWhen: ((row: unknown, index: number) => boolean) | undefined;
	/** The upload stops for ever at this share of its size: only its second counter, or both. */
	stall: { atShare: number; counters: 'processed' | 'both' } | undefined;
	cancelledUpload: Choices['cancelledUpload'];
	cancelCompleted: Choices['cancelCompleted'];

	// --- lists
	pageDefault: number;
	pageMax: number;
	/** Share of the pages that come with half of the rows that would fit. */
	shortPageShare: number;
	order: Choices['order'];
	pageFault: Choices['pageFault'];
	badPaging: Choices['badPaging'];
	unknownUploadFilter: Choices['unknownUploadFilter'];

	// --- customers and sightings
	expiryTimeZone: string;
	expiryBoundary: Choices['expiryBoundary'];
	patchMovesLastUpdated: boolean;
	/** Fields that a PATCH ignores without a word, although the account shows them. */
	patchIgnores: CustomerField[];
	/** Which customers can be neither changed nor deleted. */
	lockedWhen: ((customer: CustomerRecord) => boolean) | undefined;
	/** Whether customers come with `additional_fields`. */
	additionalFields: Choices['additionalFields'];
	sightingMovesLastUpdated: boolean;
	sightingFields: SightingField[];
	sightingOrder: Choices['sightingOrder'];
}

/** accept it · count that customer as an error · answer the whole request with a 400 */
export type RowPolicy = 'accept' | 'error' | 'reject';

export type Order = Choices['order'];

export const SIGHTING_FIELDS = [
	'at',
	'lead_id',
	'listing_url',
	'listing_title',
	'listing_price',
	'seller_type',
] as const;
export type SightingField = (typeof SIGHTING_FIELDS)[number];

export const DEFAULT_SETTINGS: Readonly<Settings> = {
	port: 0,
	clock: 'real',
	startAt: undefined,
	seed: 1,
	keepUploads: 'customers',
	logRequests: 20_000,
	logBodies: 200,
	logBodyBytes: 64_000_000,

	apiKey: 'sec_simulator',
	regions: [...REGIONS],
	customers: [],
	syntheticCustomers: 0,
	syntheticSightedShare: 0.02,

	latencyMs: 0,
	uploadStatus: 200,
	errorBody: 'error',
	refusals: {},
	fields: 'both',
	extraFields: {},

	rateLimit: undefined,
	rateLimitHeaders: 'always',
	rateLimitRetryAfter: 'absent',
	monthlyQuota: undefined,
	maxUploadBytes: undefined,
	maxUploadCustomers: undefined,

	rowsWithoutIdentity: 'accept',
	duplicateRows: 'accept',
	duplicateScope: 'upload',
	badDates: 'accept',
	wrongTypes: 'reject',
	additionalValues: 'any',
	unknownFields: 'accept',
	plates: 'asSent',
	regoLookupFoundShare: 1,

	customersPerSecond: 'instant',
	processingStartsAfterMs: 0,
	uploadedCounter: 'full',
	uploadingPerSecond: 'instant',
	errorShare: 0,
	errorWhen: undefined,
	stall: undefined,
	cancelledUpload: 'readable',
	cancelCompleted: 'allowed',

	pageDefault: 100,
	pageMax: 1000,
	shortPageShare: 0,
	order: 'id',
	pageFault: 'none',
	badPaging: 'default',
	unknownUploadFilter: 'empty',

	expiryTimeZone: 'UTC',
	expiryBoundary: 'startOfDay',
	patchMovesLastUpdated: true,
	patchIgnores: [],
	lockedWhen: undefined,
	additionalFields: 'returned',
	sightingMovesLastUpdated: true,
	sightingFields: [...SIGHTING_FIELDS],
	sightingOrder: 'asAdded',
};

/**
 * The settings with some of them changed. Throws on a name that is no setting and on a word that is no choice:
 * a misspelt one, from a test or from the command line, would silently test something else.
 */
export function withChanges(settings: Readonly<Settings>, changes: Partial<Settings>): Settings {
	return { ...settings, ...checkedChanges(changes) };
}

/** The changes, once they are known to mean something. */
export function checkedChanges(changes: Partial<Settings>): Partial<Settings> {
	const checked: Array<[string, unknown]> = [];
	for (const [name, value] of Object.entries(changes)) {
		if (!isSetting(name)) throw new Error(`There is no setting named ${name}`);
		// JSON has no undefined: a null, from the command line or over HTTP, stands for the default.
		const meant: unknown = value ?? DEFAULT_SETTINGS[name];
		const choices = isChoice(name) ? (CHOICES[name] as readonly unknown[]) : [meant];
		if (!choices.includes(meant)) throw new Error(`${name} is one of ${choices.join(', ')}`);
		checked.push([name, meant]);
	}
	return Object.fromEntries(checked);
}

/** The first licensed region: where things are put when no region is named. */
export function homeRegion({ regions }: Pick<Settings, 'regions'>): Region {
	return regions[0] ?? 'au';
}

function isSetting(name: string): name is keyof Settings {
	return name in DEFAULT_SETTINGS;
}

function isChoice(name: string): name is keyof typeof CHOICES {
	return name in CHOICES;
}
