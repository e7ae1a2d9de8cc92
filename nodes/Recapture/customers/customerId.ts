import { failure, success, type Outcome } from '../outcome';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Reads a customer ID, or the last one in a link that was pasted. */
export function readCustomerId(value: unknown): Outcome<string> {
	const text = String(value ?? '').trim();
	const isLink = /^[a-z]+:\/\//i.test(text);
	const id = isLink ? text.match(UUID)?.at(-1) : text;
	if (id) return success(id);
	return failure({
		message: isLink
			? "The link in 'Customer ID' holds no customer ID"
			: "No customer is named: 'Customer ID' is empty",
		description:
			"Give the ID that 'Get Many' or the trigger returns, for instance by the expression {{ $json.customer.id }}.",
	});
}
