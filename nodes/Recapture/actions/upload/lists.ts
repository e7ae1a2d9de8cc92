import { BINARY_ENCODING, sleep, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';

import { openCsv, type ByteSource } from '../../list/csv/openCsv';
import { tableOfItems } from '../../list/itemsTable';
import { failure, success, type Outcome } from '../../outcome';
import type { Table } from '../../list/table';
import type { ListParameters } from './listParameters';

const BYTES_PER_SLICE = 256 * 1024;

/** A list of customers that waits to be read. */
export interface List {
	/** The item that its parameters are evaluated for. */
	readonly item: number;
	/** Name of the file; input items have none. */
	readonly fileName?: string;
	open(parameters: ListParameters): Promise<Outcome<Table>>;
}

/** The lists that the node's input holds: all items together are one, or each item's file is one. */
export function findLists(context: IExecuteFunctions): List[] {
	const items = context.getInputData();
	if (context.getNodeParameter('source', 0) === 'items') {
		const table = () =>
			tableOfItems(
				items.map(({ json }) => json),
				letOthersWork,
			);
		return [{ item: 0, open: async () => success(table()) }];
	}
	return items.map((_, item) => listOfFile(context, item));
}

function listOfFile(context: IExecuteFunctions, item: number): List {
	const file = readFile(context, item);
	return {
		item,
		...(file.ok && { fileName: file.value.fileName ?? `the file of item ${item + 1}` }),
		open: async (parameters) =>
			file.ok ? await openCsv(bytesOf(context, file.value), parameters, item) : file,
	};
}

function readFile(context: IExecuteFunctions, item: number): Outcome<IBinaryData> {
	const name = context.getNodeParameter('binaryPropertyName', item) as string;
	try {
		return success(context.helpers.assertBinaryData(item, name));
	} catch {
		const found = Object.keys(context.getInputData()[item].binary ?? {});
		return failure({
			message: `The input item has no file in the field "${name}"`,
			description:
				found.length > 0
					? `Correct 'Input Data Field Name'. The item has files in: ${found.join(', ')}.`
					: "The item has no file at all. Put a node that reads the file before this one, for instance 'Read/Write Files from Disk', or set 'Read Customers From' to 'Input Items'.",
		});
	}
}

/** A file may lie in n8n's binary store, which streams it, or in the item itself. Either can be read again. */
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
