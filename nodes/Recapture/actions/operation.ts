import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Outcome } from '../domain/outcome';

/** An operation of the node: the fields that it shows, and how it runs. */
export type Operation = { readonly description: INodeProperties[] } & (
	| {
			/** Once for every input item; one item's problem does not touch the others. */
			readonly runs: 'perItem';
			execute(context: IExecuteFunctions, item: number): Promise<Outcome<IDataObject[]>>;
	  }
	| {
			/** Once for all input items; gives the node's outputs as they are. */
			readonly runs: 'once';
			execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
	  }
);
