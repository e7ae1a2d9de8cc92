import type { Controls } from '../controls';
import { REGIONS } from '../records';
import type { Region } from '../records';
import { isObject } from '../rules/customerInput';
import type { Answer, ApiRequest } from './exchange';
import { toPathExpression } from './pattern';

interface Ask {
	controls: Controls;
	/** The `:id` of the path; empty when it has none. */
	id: string;
	query: URLSearchParams;
	body: Record<string, unknown>;
}

const SHOWN_AT_ONCE = 100;

/** What the rows do is what the methods of `Controls` do; `undefined` means: there is no such thing. */
const ROUTES: Record<string, (ask: Ask) => unknown> = {
	'GET /_simulator': ({ controls }) => state(controls),
	'POST /_simulator/reset': ({ controls }) => {
		controls.reset();
		return state(controls);
	},
	'GET /_simulator/settings': ({ controls }) => controls.settings,
	'PATCH /_simulator/settings': ({ controls, body }) => {
		controls.configure(body);
		return controls.settings;
	},
	'POST /_simulator/clock': ({ controls, body }) => {
		controls.advance(toNumber(body.advanceMs, 0));
		return { now: new Date(controls.now()).toISOString() };
	},

	'GET /_simulator/requests': ({ controls, query }) => ({
		requests: controls
			.requests(query.get('route') ?? undefined)
			.slice(-toNumber(query.get('last'), SHOWN_AT_ONCE)),
	}),
	'DELETE /_simulator/requests': ({ controls }) => {
		controls.clearRequests();
		return { requests: [] };
	},

	'GET /_simulator/faults': ({ controls }) => ({ faults: controls.faults() }),
	'POST /_simulator/faults': ({ controls, body }) => {
		const { route, times, skip, ...fault } = body;
		const pattern = String(route ?? '*');
		const repetition = { times: toNumber(times, 1), skip: toNumber(skip, 0) };
		if (times === 'always') controls.fail(pattern, fault);
		else controls.failNext(pattern, { ...fault, ...repetition });
		return { faults: controls.faults() };
	},
	'DELETE /_simulator/faults': ({ controls }) => {
		controls.clearFaults();
		return { faults: [] };
	},

	'GET /_simulator/customers': ({ controls, query }) => ({
		customers: controls.customers.list().slice(-toNumber(query.get('last'), SHOWN_AT_ONCE)),
	}),
	'GET /_simulator/customers/:id': ({ controls, id }) => controls.customers.find(id),
	'POST /_simulator/customers': ({ controls, body }) => controls.customers.add(body),
	'PATCH /_simulator/customers/:id': ({ controls, id, body }) =>
		controls.customers.change(id, body),
	'DELETE /_simulator/customers/:id': ({ controls, id }) => controls.customers.remove(id),

	'GET /_simulator/uploads': ({ controls }) => ({
		uploads: controls.uploads
			.list()
			.slice(-SHOWN_AT_ONCE)
			.map(({ id, lookups }) => ({ ...controls.uploads.view(id), billed_lookups: lookups })),
	}),

	'POST /_simulator/sightings': addSightings,
	'PATCH /_simulator/sightings': ({ controls, body }) =>
		controls.changeSighting(String(body.customerId), toWhich(body), toObject(body.changes)),
	'DELETE /_simulator/sightings': ({ controls, body }) =>
		controls.removeSighting(String(body.customerId), toWhich(body)),

	'GET /_simulator/keys': ({ controls }) => ({ keys: controls.keys.list() }),
	'POST /_simulator/keys': ({ controls, body }) =>
		controls.keys.add({ ...body, key: String(body.key) }),
	'PATCH /_simulator/keys/:id': ({ controls, id, body }) => controls.keys.change(id, body),
	'DELETE /_simulator/keys/:id': ({ controls, id }) => controls.keys.remove(id) || undefined,
};

const MATCHED = Object.entries(ROUTES).map(([name, act]) => {
	const [method, path] = name.split(' ');
	return { method, expression: toPathExpression(path), act };
});

/** Answers a request to the control surface. What the controls refuse is a 400 with their words. */
export function control(request: ApiRequest, controls: Controls): Answer {
	if (request.body.kind === 'notJson') {
		const error = 'Send JSON, and say so: -H "Content-Type: application/json"';
		return { status: 400, headers: {}, body: { error } };
	}
	const path = request.path.replace(/\/$/, '');
	for (const { method, expression, act } of MATCHED) {
		const match = method === request.method ? expression.exec(path) : null;
		if (match === null) continue;
		const id = match[1] ?? '';
		const body = toObject(request.body.value);
		return attempt(() => act({ controls, id, query: request.query, body }));
	}
	return { status: 404, headers: {}, body: { error: 'Not found', routes: Object.keys(ROUTES) } };
}

function attempt(act: () => unknown): Answer {
	try {
		const body = act();
		return body === undefined
			? { status: 404, headers: {}, body: { error: 'There is no such thing here' } }
			: { status: 200, headers: {}, body };
	} catch (error) {
		return { status: 400, headers: {}, body: { error: (error as Error).message } };
	}
}

function state(controls: Controls) {
	return {
		now: new Date(controls.now()).toISOString(),
		apiKey: controls.settings.apiKey,
		customers: controls.customers.count(),
		uploads: controls.uploads.list().length,
		billedLookups: controls.billedLookups(),
		requests: controls.counts(),
		faults: controls.faults(),
	};
}

/** To the customers named, or to `count` (1) of a region by chance. */
function addSightings({ controls, body }: Ask) {
	const { customerIds, count, region, sighting } = body;
	const ids = Array.isArray(customerIds)
		? customerIds.map(String)
		: controls.customers.pick(toNumber(count, 1), toRegion(region)).map(({ id }) => id);
	const added = ids.map((customerId) => ({
		customerId,
		sighting: controls.addSighting(customerId, toObject(sighting)) ?? null,
	}));
	return { added };
}

function toWhich({ lead_id, index }: Record<string, unknown>): string | number {
	return typeof lead_id === 'string' ? lead_id : toNumber(index, 0);
}

function toRegion(value: unknown): Region | undefined {
	return REGIONS.find((region) => region === value);
}

function toObject(value: unknown): Record<string, unknown> {
	return isObject(value) ? value : {};
}

function toNumber(value: unknown, fallback: number): number {
	const number = value === null || value === undefined ? NaN : Number(value);
	return Number.isNaN(number) ? fallback : number;
}
