import {
	NodeApiError,
	NodeOperationError,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Problem } from './outcome';

/** A problem that may be the vendor's: then it has the status of the answer. */
type AnyProblem = Problem & { readonly status?: number };

/**
 * Makes n8n's error of a problem. Built from the two sentences alone: whatever n8n or the HTTP client threw holds the
 * request with its key, and would be saved with the execution.
 */
export function toNodeError(
	node: INode,
	{ message, description, status }: AnyProblem,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (status === undefined) {
		return new NodeOperationError(node, message, { message, description, itemIndex });
	}
	return new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode: String(status), itemIndex },
	);
}

/**
 * Makes the item that stands for a problem when the node is set to continue. n8n sends an item to the error output,
 * together with its input, when it has these keys and no others.
 */
export function toErrorItem({ message, description }: Problem, item: number): INodeExecutionData {
	return { json: { error: message, message: description }, pairedItem: { item } };
}

/** Reads anything thrown on the way, by n8n for instance when an expression cannot be evaluated. */
export function problemOfError(error: unknown): Problem {
	const thrown = error instanceof Error ? error : new Error(String(error));
	const description = 'description' in thrown ? thrown.description : undefined;
	return {
		message: thrown.message,
		description: typeof description === 'string' ? description : 'Check the settings of this node.',
	};
}

export function isNodeError(error: unknown): error is NodeApiError | NodeOperationError {
	return error instanceof NodeApiError || error instanceof NodeOperationError;
}

/** An error of this package as it is; anything else that was thrown, as n8n's error. */
export function toThrownError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	return isNodeError(error) ? error : toNodeError(node, problemOfError(error));
}
