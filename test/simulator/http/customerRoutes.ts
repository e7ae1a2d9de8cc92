import type { CustomerRecord } from '../records';
import { isObject, readValues } from '../rules/customerInput';
import { isUuid } from '../rules/chance';
import { FIELDS } from '../rules/fields';
import { grantPage } from '../rules/paging';
import { isRefusal } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import { refusalOfPatch } from '../rules/rowFate';
import { slice } from '../rules/sequence';
import { showCustomer } from '../rules/views';
import { succeed } from './answers';
import type { Call } from './call';
import type { Answer } from './exchange';
import { findUpload } from './uploadRoutes';

/** GET /v2/recapture/customers: one page; the vendor gives neither a total nor a link to the next. */
export function listCustomers(call: Call): Answer | RefusalName {
	const { caller, request, store, settings, drawn } = call;
	const uploadId = request.query.get('upload_id') ?? undefined;
	if (uploadId !== undefined && settings.unknownUploadFilter === 'refused') {
		const upload = findUpload({ ...call, id: uploadId });
		if (isRefusal(upload)) return upload;
	}
	const { account, region } = caller;
	const rows = store.customers.sequence({ account, region, uploadId }, drawn);
	const limit = request.query.get('limit');
	const offset = request.query.get('offset');
	const page = grantPage({ limit, offset }, rows.length, settings);
	if (isRefusal(page)) return page;
	const customers = slice(rows, page.offset, page.limit);
	return succeed({ customers: customers.map((record) => showCustomer(record, settings, drawn)) });
}

/** GET /v2/recapture/customers/:id */
export function getCustomer(call: Call): Answer | RefusalName {
	const record = findCustomer(call);
	return isRefusal(record) ? record : answerWith(record, call);
}

/** PATCH /v2/recapture/customers/:id: only what is sent changes, and an empty text becomes null. */
export function patchCustomer(call: Call): Answer | RefusalName {
	const { request, store, settings } = call;
	const record = findCustomer(call);
	if (isRefusal(record)) return record;
	const { value } = request.body;
	if (!isObject(value)) return 'invalidBody';
	const refusal = refusalOfPatch(value, settings);
	if (refusal !== undefined) return refusal;
	if (settings.lockedWhen?.(record)) return 'lockedCustomer';
	const { patchable } = FIELDS[settings.fields];
	const kept = patchable.filter((field) => !settings.patchIgnores.includes(field));
	const changes = readValues(value, kept, settings);
	const last_updated = new Date(call.nowMs).toISOString();
	const moved = settings.patchMovesLastUpdated ? { last_updated } : {};
	return answerWith(store.customers.change(record.id, { ...changes, ...moved }) ?? record, call);
}

/** DELETE /v2/recapture/customers/:id: answers with what was deleted. */
export function deleteCustomer(call: Call): Answer | RefusalName {
	const record = findCustomer(call);
	if (isRefusal(record)) return record;
	if (call.settings.lockedWhen?.(record)) return 'lockedCustomer';
	call.store.customers.remove(record.id);
	return answerWith(record, call);
}

function findCustomer({ caller, id, store }: Call): CustomerRecord | RefusalName {
	const record = store.customers.find(id);
	// A test may have put a customer in place under an id of its own making: known ids are never malformed.
	if (record === undefined) return isUuid(id) ? 'unknownCustomerId' : 'malformedCustomerId';
	if (record.account !== caller.account) return 'foreignCustomer';
	return record.region === caller.region ? record : 'customerInOtherRegion';
}

function answerWith(record: CustomerRecord, { settings, drawn }: Call): Answer {
	return succeed({ customer: showCustomer(record, settings, drawn) });
}
