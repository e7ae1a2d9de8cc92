import type { Operation } from './operation';
import * as get from './status/get.operation';
import * as cancel from './upload/cancel.operation';
import * as create from './upload/create.operation';
import * as validate from './upload/validate.operation';

/** Every operation, by the resource and operation that the user chose. */
export const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	upload: { cancel, create, validate },
	status: { get },
};
