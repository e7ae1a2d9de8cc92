import { BINARY_ENCODING, sleep, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';

import { namesVehicle } from '../../list/columns';
import { openCsv, type ByteSource } from '../../list/csv/openCsv';
import { isPacked, openExcel } from '../../list/excel/openExcel';
import { tableOfItems } from '../../list/itemsTable';
import type { Table } from '../../list/table';
import { failure, success, type Outcome } from '../../outcome';
import { readChoice, readText } from '../../parameters';
import { problemOfError } from '../../toNodeError';
import type { ListParameters } from './listParameters';

const BYTES_PER_SLICE = 256 * 1024;

/** A list of customers that has not been read yet. */
export interface List {
	/** The item that its parameters are evaluated for. */
	readonly item: number;
	/** Name of the file; input items have none. */
	readonly fileName?: string;
	open(parameters: ListParameters): Promise<Outcome<Table>>;
}

/** The lists that the node's input has: all items together are one, or each item's file is one. */
export function findLists(context: IExecuteFunctions): List[] {
	const source = readChoice(context.getNodeParameter('source', 0), {
		label: 'Read Customers From',
		choices: ['items', 'file'],
		byDefault: 'items',
	});
	if (source === 'items') return [listOfItems(context)];
	return context.getInputData().map((_, item) => listOfFile(context, item));
}

function listOfItems(context: IExecuteFunctions): List {
	const items = context.getInputData();
	return {
		item: 0,
		open: async ({ mappings }) => {
			const files = items.find(({ binary }) => binary && Object.keys(binary).length > 0)?.binary;
			const [file] = Object.values(files ?? {});
			const settings = {
				mappings,
				...(file && { fileName: file.fileName ?? `of type ${file.mimeType}` }),
				pause: letOthersWork,
			};
			const fields = items.map(({ json }) => json);
			return success(tableOfItems(fields, settings));
		},
	};
}

function listOfFile(context: IExecuteFunctions, item: number): List {
	const file = findFile(context, item);
	return {
		item,
		...(file.ok && { fileName: file.value.fileName ?? `the file of item ${item + 1}` }),
		open: async (parameters) =>
			file.ok ? await openFile(bytesOf(context, file.value), parameters, item) : file,
	};
}

/** Opens a file as what its bytes are: a workbook is packed, a CSV file is text. */
async function openFile(
	source: ByteSource,
	{ delimiter, encoding, sheet, mappings }: ListParameters,
	item: number,
): Promise<Outcome<Table>> {
	const isHeader = (cells: readonly string[]) => namesVehicle(cells, mappings);
	return isPacked(await beginningOf(source))
		? await openExcel(source, { sheet, isHeader }, item)
		: await openCsv(source, { delimiter, encoding, isHeader }, item);
}

/** At least the first eight bytes, if there are as many. */
async function beginningOf(source: ByteSource): Promise<Buffer> {
	let beginning = Buffer.alloc(0);
	for await (const bytes of await source.open()) {
		beginning = Buffer.concat([beginning, bytes.subarray(0, 8)]);
		if (beginning.length >= 8) break;
	}
	return beginning;
}

function findFile(context: IExecuteFunctions, item: number): Outcome<IBinaryData> {
	let name: string;
	try {
		name = readText(context.getNodeParameter('binaryPropertyName', item, 'data'), {
			label: 'Input Data Field Name',
			byDefault: 'data',
		});
	} catch (error) {
		return failure(problemOfError(error));
	}
	try {
		return success(context.helpers.assertBinaryData(item, name));
	} catch {
		const found = Object.keys(context.getInputData()[item].binary ?? {});
		return failure({
			message: `The input item has no file in the field "${name}"`,
			description:
				found.length > 0
					? `Correct 'Input Data Field Name'. The item has files in: ${found.join(', ')}.`
					: "The item has no file. Add a node that reads the file before this one, such as 'Read/Write Files from Disk', or set 'Read Customers From' to 'Input Items'.",
		});
	}
}

/** A file is in n8n's binary store, which streams it, or in the item itself. Either can be read again. */
function bytesOf(context: IExecuteFunctions, { id, data }: IBinaryData): ByteSource {
	return {
		open: async () =>
			id ? await context.helpers.getBinaryStream(id) : slices(Buffer.from(data, BINARY_ENCODING)),
	};
}

async function* slices(bytes: Buffer): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += BYTES_PER_SLICE) {
		yield bytes.subarray(start, start + BYTES_PER_SLICE);
		await letOthersWork();
	}
}

/** Gives n8n a moment for its health checks and its other executions. */
async function letOthersWork(): Promise<void> {
	await sleep(0);
}
