import type { Operation } from './operation';
import * as deleteCustomer from './customer/delete.operation';
import * as getCustomer from './customer/get.operation';
import * as getAllCustomers from './customer/getAll.operation';
import * as updateCustomer from './customer/update.operation';
import * as mirrorList from './list/mirror.operation';
import * as planList from './list/plan.operation';
import * as getAllSightings from './sighting/getAll.operation';
import * as getStatus from './status/get.operation';
import * as waitForStatus from './status/wait.operation';
import * as cancelUpload from './upload/cancel.operation';
import * as createUpload from './upload/create.operation';
import * as validateUpload from './upload/validate.operation';

/** Every operation, by the resource and operation that the user chose. */
export const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	upload: { cancel: cancelUpload, create: createUpload, validate: validateUpload },
	customer: {
		delete: deleteCustomer,
		get: getCustomer,
		getAll: getAllCustomers,
		update: updateCustomer,
	},
	list: { mirror: mirrorList, plan: planList },
	sighting: { getAll: getAllSightings },
	status: { get: getStatus, wait: waitForStatus },
};
