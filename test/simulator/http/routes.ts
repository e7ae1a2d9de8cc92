import type { RefusalName } from '../rules/refusals';
import type { Call } from './call';
import { deleteCustomer, getCustomer, listCustomers, patchCustomer } from './customerRoutes';
import type { Answer } from './exchange';
import { toPathExpression } from './pattern';
import { cancelUpload, getUpload, queueUpload } from './uploadRoutes';
import {
	createWebhook,
	deleteWebhook,
	getWebhook,
	listWebhooks,
	pingWebhook,
} from './webhookRoutes';

export interface Route {
	method: string;
	path: string;
	answer: (call: Call) => Answer | RefusalName;
}

/** The calls of the vendor's documents: seven about Recapture, and those about webhooks. */
const ROUTES: Route[] = [
	{ method: 'POST', path: '/v2/recapture/upload', answer: queueUpload },
	{ method: 'GET', path: '/v2/recapture/upload/:id', answer: getUpload },
	{ method: 'DELETE', path: '/v2/recapture/upload/:id', answer: cancelUpload },
	{ method: 'GET', path: '/v2/recapture/customers', answer: listCustomers },
	{ method: 'GET', path: '/v2/recapture/customers/:id', answer: getCustomer },
	{ method: 'PATCH', path: '/v2/recapture/customers/:id', answer: patchCustomer },
	{ method: 'DELETE', path: '/v2/recapture/customers/:id', answer: deleteCustomer },
	{ method: 'POST', path: '/v2/webhooks', answer: createWebhook },
	{ method: 'GET', path: '/v2/webhooks', answer: listWebhooks },
	{ method: 'GET', path: '/v2/webhooks/:id', answer: getWebhook },
	{ method: 'DELETE', path: '/v2/webhooks/:id', answer: deleteWebhook },
	{ method: 'POST', path: '/v2/webhooks/:id/ping', answer: pingWebhook },
];

const MATCHED = ROUTES.map((route) => ({ route, expression: toPathExpression(route.path) }));

/** The route that a request means, with the id in its path. */
export function findRoute(method: string, path: string): { route: Route; id: string } | undefined {
	for (const { route, expression } of MATCHED) {
		const match = route.method === method ? expression.exec(path) : null;
		if (match !== null) return { route, id: decode(match[1] ?? '') };
	}
	return undefined;
}

/** The name under which a request is counted; there are only so many of them. */
export function routeName(method: string, path: string): string {
	return `${method} ${findRoute(method, path)?.route.path ?? '(other)'}`;
}

/** Unlike decodeURIComponent this never throws: a badly encoded id is some id that nobody has. */
function decode(text: string): string {
	return new URLSearchParams(`id=${text.replaceAll('+', '%2B')}`).get('id') ?? text;
}
