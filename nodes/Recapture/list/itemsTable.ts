import type { Row, Table } from './table';

const ROWS_PER_BATCH = 500;

/**
 * Reads input items as a table whose columns are all the fields that any of them has.
 *
 * @param pause awaited between batches, so that a long list does not hold up everything else in n8n
 */
export function tableOfItems(
	items: ReadonlyArray<Readonly<Record<string, unknown>>>,
	pause: () => Promise<void>,
): Table {
	const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
	return {
		columns,
		headers: columns,
		facts: () => ({}),
		async *batches() {
			for (let start = 0; start < items.length; start += ROWS_PER_BATCH) {
				yield items.slice(start, start + ROWS_PER_BATCH).map((item, offset): Row => {
					const index = start + offset;
					return {
						row: index + 1,
						item: index,
						cells: columns.map((name) => ownValue(item, name)),
					};
				});
				await pause();
			}
		},
	};
}

/** Not `item[name]`: a field may be called `constructor`, and items without it would seem to have one. */
function ownValue(item: Readonly<Record<string, unknown>>, name: string): unknown {
	return Object.hasOwn(item, name) ? item[name] : undefined;
}
