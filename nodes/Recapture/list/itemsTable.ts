import type { Problem } from '../outcome';
import { isPlainObject } from './cell';
import { namesVehicle, type ManualMapping } from './columns';
import type { Row, Table } from './table';

type Item = Readonly<Record<string, unknown>>;

const ROWS_PER_BATCH = 500;

interface ItemsSettings {
	readonly mappings: readonly ManualMapping[];
	/** Name of the first file that an item has, if any has one. */
	readonly fileName?: string;
	/** Awaited between batches, so that a long list does not hold up everything else in n8n. */
	pause(): Promise<void>;
}

/** Reads input items as a table whose columns are all the fields that any of them has. */
export function tableOfItems(items: readonly Item[], settings: ItemsSettings): Table {
	const names = new Set<string>();
	for (const item of items) for (const name of Object.keys(item)) names.add(name);
	const columns = [...names];
	return {
		columns,
		headers: columns,
		hasTypedCells: true,
		facts: () => ({}),
		suspicion: namesVehicle(columns, settings.mappings) ? undefined : suspicionOf(items, settings),
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
				await settings.pause();
			}
		},
	};
}

/** Not `item[name]`: a field may be called `constructor`, and items without it would seem to have one. */
function ownValue(item: Item, name: string): unknown {
	return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** What is wrong with items of which no field names a vehicle, as far as it can be seen. */
function suspicionOf(
	items: readonly Item[],
	{ fileName, mappings }: ItemsSettings,
): Problem | undefined {
	if (fileName !== undefined) {
		return {
			message: `The input has the file ${fileName}. Set 'Read Customers From' to 'File (CSV or Excel)'`,
			description:
				"The node reads the fields of the input items now, and no field names a vehicle. With 'File (CSV or Excel)' it reads the file.",
		};
	}
	for (const item of items.slice(0, ROWS_PER_BATCH)) {
		for (const [name, value] of Object.entries(item)) {
			if (isVehicle(value, mappings)) return nestedFields(name);
			if (Array.isArray(value) && value.some((element) => isVehicle(element, mappings))) {
				return nestedList(name);
			}
		}
	}
	return undefined;
}

function isVehicle(value: unknown, mappings: readonly ManualMapping[]): boolean {
	return isPlainObject(value) && namesVehicle(Object.keys(value), mappings);
}

function nestedFields(name: string): Problem {
	return {
		message: `The customers' fields are inside the object "${name}" of each item, and only fields of the item itself are read`,
		description: `Add an 'Edit Fields' node before this one, in the mode 'JSON', with the output {{ $json.${name} }}.`,
	};
}

function nestedList(name: string): Problem {
	return {
		message: `The customers are in the list "${name}" of one item, but each customer must be an item of its own`,
		description: `Add a 'Split Out' node before this one, with the field "${name}".`,
	};
}
