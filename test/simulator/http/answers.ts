import { errorBody, refusalOf } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import type { Settings } from '../settings';
import type { Answer } from './exchange';

/** A success; the vendor puts what was asked for under one name beside `success`. */
export function succeed(content: Record<string, unknown>, status = 200): Answer {
	return { status, headers: {}, body: { success: true, ...content } };
}

/** A refusal, in the shape and with the status that the settings choose. */
export function refuse(name: RefusalName, settings: Readonly<Settings>): Answer {
	const { status, message } = refusalOf(name, settings);
	return { status, headers: {}, body: errorBody(message, settings.errorBody) };
}
