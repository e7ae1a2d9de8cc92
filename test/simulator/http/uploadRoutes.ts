import { isObject, readValues } from '../rules/customerInput';
import { isUuid } from '../rules/chance';
import { FIELDS } from '../rules/fields';
import { isRefusal } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import { showUpload } from '../rules/views';
import type { UploadRecord } from '../store/uploads';
import type { Caller } from './access';
import { succeed } from './answers';
import type { Call } from './call';
import type { Answer } from './exchange';

const TOP_FIELDS = ['name', 'enable_rego_lookups', 'customers'];

/** POST /v2/recapture/upload */
export function queueUpload({ caller, request, store, settings }: Call): Answer | RefusalName {
	const { value, bytes } = request.body;
	if (bytes > (settings.maxUploadBytes ?? Infinity)) return 'bodyTooLarge';
	if (!isObject(value)) return 'invalidBody';
	const { customers = [], name } = value;
	if (!Array.isArray(customers) || hasWrongTypes(value, settings)) return 'invalidBody';
	if (customers.length === 0) return 'emptyList';
	if (customers.length > (settings.maxUploadCustomers ?? Infinity)) return 'tooManyCustomers';
	const { uploadDefaults } = FIELDS[settings.fields];
	const known: readonly string[] = [...TOP_FIELDS, ...uploadDefaults];
	const hasUnknown = Object.keys(value).some((field) => !known.includes(field));
	if (hasUnknown && settings.unknownFields === 'reject') return 'unknownField';
	const record = store.queueUpload({
		account: caller.account,
		region: caller.region,
		name: typeof name === 'string' && name !== '' ? name : null,
		enableRegoLookups: value.enable_rego_lookups === true,
		defaults: readDefaults(value, settings),
		rows: customers,
	});
	if (isRefusal(record)) return record;
	const upload = showUpload(store.uploads.viewWhenQueued(record), settings);
	return succeed({ upload }, settings.uploadStatus);
}

/** GET /v2/recapture/upload/:id */
export function getUpload({ caller, id, store, settings }: Call): Answer | RefusalName {
	const record = findUpload({ caller, id, store, settings });
	if (isRefusal(record)) return record;
	return succeed({ upload: showUpload(store.uploads.view(record), settings) });
}

/** DELETE /v2/recapture/upload/:id: customers already made stay. */
export function cancelUpload({ caller, id, store, settings }: Call): Answer | RefusalName {
	const record = findUpload({ caller, id, store, settings });
	if (isRefusal(record)) return record;
	const isComplete = store.uploads.isComplete(record);
	if (isComplete && settings.cancelCompleted === 'refused') return 'completedUpload';
	store.uploads.cancel(record);
	return succeed({ upload: showUpload(store.uploads.view(record), settings) });
}

/** The upload that a caller names, if it may see it. */
export function findUpload(
	asked: Pick<Call, 'caller' | 'id' | 'store' | 'settings'>,
): UploadRecord | RefusalName {
	const { caller, id, store, settings } = asked;
	const record = store.uploads.find(id);
	if (record === undefined) return isUuid(id) ? 'unknownUploadId' : 'malformedUploadId';
	const isHidden = record.cancelledAtMs !== undefined && settings.cancelledUpload === 'refused';
	return refusalFor(record, caller) ?? (isHidden ? 'cancelledUpload' : record);
}

function refusalFor(record: UploadRecord, caller: Caller): RefusalName | undefined {
	if (record.account !== caller.account) return 'foreignUpload';
	return record.region === caller.region ? undefined : 'uploadInOtherRegion';
}

/** At the top of the body there is no row to count as an error: only `reject` minds. */
function hasWrongTypes(value: Record<string, unknown>, settings: Call['settings']): boolean {
	const { name = null, enable_rego_lookups: lookups = false } = value;
	const isRight = (name === null || typeof name === 'string') && typeof lookups === 'boolean';
	return settings.wrongTypes === 'reject' && !isRight;
}

/** Dates at the top of the upload, for customers without their own. */
function readDefaults(value: Record<string, unknown>, settings: Call['settings']) {
	return readValues(value, FIELDS[settings.fields].uploadDefaults, settings);
}
