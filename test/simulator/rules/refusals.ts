import type { Settings } from '../settings';

export interface Refusal {
	status: number;
	message: string;
}

/**
 * Every way to say no. The messages marked "documented" are the vendor's exact words; their statuses,
 * and all other rows, are guesses that `settings.refusals` can change.
 */
export const REFUSALS = {
	emptyList: { status: 400, message: 'You must upload at least one customer record' }, // documented
	malformedCustomerId: { status: 400, message: 'Invalid Customer ID' }, // documented
	unknownCustomerId: { status: 404, message: 'Invalid Customer ID' }, // documented
	foreignCustomer: {
		status: 403,
		message: "You don't have permission to access that customer", // documented
	},
	customerInOtherRegion: { status: 400, message: 'Incorrect Region' }, // documented

	lockedCustomer: { status: 409, message: 'Customer cannot be changed' },

	malformedUploadId: { status: 400, message: 'Invalid Upload ID' },
	unknownUploadId: { status: 404, message: 'Invalid Upload ID' },
	foreignUpload: { status: 403, message: "You don't have permission to access that upload" },
	uploadInOtherRegion: { status: 400, message: 'Incorrect Region' },
	cancelledUpload: { status: 404, message: 'Invalid Upload ID' },
	completedUpload: { status: 400, message: 'Upload has already been processed' },

	missingKey: { status: 401, message: 'Unauthorized' },
	unknownKey: { status: 401, message: 'Unauthorized' },
	noLicence: { status: 403, message: 'Your API key has no Customer Recapture license' },
	noLicenceInRegion: { status: 403, message: 'Your license does not include this region' },
	missingRegion: { status: 400, message: 'Invalid Region' },
	unknownRegion: { status: 400, message: 'Invalid Region' },
	rateLimited: { status: 429, message: 'Too Many Requests' },
	quotaUsedUp: { status: 429, message: 'Monthly request quota exceeded' },

	invalidJson: { status: 400, message: 'Bad Request' },
	invalidBody: { status: 400, message: 'Bad Request' },
	bodyTooLarge: { status: 413, message: 'Payload Too Large' },
	tooManyCustomers: { status: 400, message: 'Too many customer records' },
	malformedRow: { status: 400, message: 'Invalid customer record' },
	wrongType: { status: 400, message: 'Invalid value in customer record' },
	unknownField: { status: 400, message: 'Unknown property in customer record' },
	badDate: { status: 400, message: 'Invalid date in customer record' },
	rowWithoutIdentity: { status: 400, message: 'A rego or vin is required' },
	duplicateRow: { status: 400, message: 'Duplicate customer record' },
	badPaging: { status: 400, message: 'Invalid limit or offset' },

	invalidWebhook: { status: 400, message: 'Bad Request' },
	unknownWebhook: { status: 404, message: 'Invalid Webhook ID' },
	foreignWebhook: {
		status: 403,
		message: "You don't have permission to access that webhook", // documented
	},
	webhookInOtherRegion: { status: 400, message: 'Invalid Region' }, // documented
	pingNotSubscribed: { status: 400, message: 'The webhook is not subscribed to ping' },

	unknownRoute: { status: 404, message: 'Not Found' },
} satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof REFUSALS;

/** A refusal travels as its name, so that "found" and "refused" can share one return type. */
export function isRefusal<T>(found: T | RefusalName): found is RefusalName {
	return typeof found === 'string' && found in REFUSALS;
}

/** Status and message of a refusal under these settings. */
export function refusalOf(name: RefusalName, settings: Pick<Settings, 'refusals'>): Refusal {
	return { ...REFUSALS[name], ...settings.refusals[name] };
}

/** The error body in the shape that the settings choose; only `{error, message}` is known, from a sibling. */
export function errorBody(message: string, shape: Settings['errorBody']): Record<string, unknown> {
	switch (shape) {
		case 'error':
			return { error: true, message };
		case 'success':
			return { success: false, message };
		case 'both':
			return { success: false, error: true, message };
		case 'bare':
			return { message };
	}
}
