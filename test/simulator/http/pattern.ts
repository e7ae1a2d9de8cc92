/**
 * Whether a request is one that a pattern means. Patterns look like `POST /v2/recapture/upload`; `:id` stands for one
 * part of a path, `*` for anything. The method may be left out; a query need only name what must be there:
 * `GET /v2/recapture/customers?offset=100`.
 */
export type Matcher = (method: string, path: string, query: URLSearchParams) => boolean;

/** Reads a pattern once, for many requests. */
export function toMatcher(pattern: string): Matcher {
	const words = pattern.trim().split(/\s+/);
	const [target, method = '*'] = words.reverse();
	const [path, query = ''] = target.split('?');
	const isPath = toPathExpression(path);
	const wanted = [...new URLSearchParams(query)];
	return (askedMethod, askedPath, askedQuery) =>
		(method === '*' || method.toUpperCase() === askedMethod) &&
		isPath.test(askedPath) &&
		wanted.every(([name, value]) => askedQuery.get(name) === value);
}

/** A path pattern as an expression; each `:name` becomes a group. */
export function toPathExpression(path: string): RegExp {
	const escaped = path.replace(/[.+^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`^${escaped.replaceAll('*', '.*').replace(/:[a-z]+/gi, '([^/]+)')}$`);
}
