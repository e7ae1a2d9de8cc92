/** A value of another type than the one that is there; lists and objects keep their shape. */
export function spoilLeaves(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(spoilLeaves);
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => [name, spoilLeaves(inner)]),
		);
	}
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') return value.length;
	return value === null ? [] : { value };
}

/** The wrapper stays; each list or object directly in it becomes the other kind. */
export function spoilContainers(body: unknown): unknown {
	if (typeof body !== 'object' || body === null) return body;
	const swap = (value: unknown) => {
		if (Array.isArray(value)) return { ...value };
		return typeof value === 'object' && value !== null ? [value] : value;
	};
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, swap(value)]));
}
