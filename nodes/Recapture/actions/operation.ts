import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Outcome, Problem } from '../outcome';
import type { Connection } from '../transport/connection';

/** What an operation runs with: n8n's side, and the vendor's. */
export interface Run {
	readonly context: IExecuteFunctions;
	readonly connection: Connection;
	/** In milliseconds since 1970. */
	readonly startedAtMs: number;
}

/** A problem with what one input item asks for. */
export interface ItemProblem extends Problem {
	/** What became of each thing, where the item asks for several: a node that continues puts all of them out. */
	readonly outcomes?: ReadonlyArray<Outcome<IDataObject>>;
}

/** An operation of the node: the fields that it shows, and how it runs. */
export type Operation = { readonly description: INodeProperties[] } & (
	| {
			/** Once for every input item; one item's problem does not touch the others. */
			readonly runs: 'perItem';
			execute(run: Run, item: number): Promise<Outcome<IDataObject[], ItemProblem>>;
	  }
	| {
			/** Once for all input items; gives the node's outputs as they are. */
			readonly runs: 'once';
			execute(run: Run): Promise<INodeExecutionData[][]>;
	  }
);
