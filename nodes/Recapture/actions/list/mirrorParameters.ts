import type { IExecuteFunctions } from 'n8n-workflow';

import type { ComparisonRules } from '../../mirror/comparison';
import {
	readBoolean,
	readChoice,
	readCollection,
	readCount,
	readNumber,
	readText,
} from '../../parameters';
import { readListParameters, type ListParameters } from '../upload/listParameters';

/** How the user wants a list to be mirrored. */
export interface MirrorParameters
	extends Pick<
		ComparisonRules,
		'listName' | 'changedCustomers' | 'emptyFields' | 'removedCustomers'
	> {
	readonly reading: ListParameters;
	readonly maxRemovedPercent: number;
	readonly approvedRemovals: number;
	/** Whether customers may be removed although nobody knows the vehicles of some rows. */
	readonly unidentifiedAllowed: 'yes' | 'no';
	readonly maxWaitMinutes: number;
	readonly maxChanges: number;
}

/** @throws ParameterError when a field has a value that it does not take */
export function readMirrorParameters(context: IExecuteFunctions, item: number): MirrorParameters {
	const options = readCollection(context.getNodeParameter('options', item, {}), {
		label: 'Options',
	});
	const updates = readBoolean(context.getNodeParameter('updateChanged', item, true), {
		label: 'Update Changed Customers',
		byDefault: true,
	});
	const clears = readBoolean(options.clearEmptyFields, {
		label: 'Clear Empty Fields',
		byDefault: false,
	});
	const allows = readBoolean(options.removeDespiteRejectedRows, {
		label: 'Remove Despite Rejected Rows',
		byDefault: false,
	});
	return {
		listName: readText(context.getNodeParameter('listName', item, ''), { label: 'List Name' }),
		reading: { ...readListParameters(context, item), ...DECIDED },
		removedCustomers: readChoice(context.getNodeParameter('removedCustomers', item, 'keep'), {
			label: 'Customers That Left the List',
			choices: ['keep', 'expire', 'delete'],
			byDefault: 'keep',
		}),
		changedCustomers: updates ? 'update' : 'leave',
		emptyFields: clears ? 'clear' : 'leave',
		maxRemovedPercent: readNumber(options.maxRemovedPercent, {
			label: 'Max Removed (Percent)',
			byDefault: 10,
			max: 100,
		}),
		approvedRemovals: readCount(options.approvedRemovals, {
			label: 'Approved Removals',
			byDefault: 0,
			min: 0,
		}),
		unidentifiedAllowed: allows ? 'yes' : 'no',
		maxWaitMinutes: readNumber(options.maxWaitMinutes, {
			label: 'Max Wait (Minutes)',
			byDefault: 30,
		}),
		maxChanges: readCount(options.maxChanges, { label: 'Max Changes', byDefault: 1_000, min: 0 }),
	};
}

/** A mirror reads the whole list, takes each vehicle once, and finds out itself what AutoGrab holds. */
const DECIDED = {
	invalidRows: 'reject',
	duplicateRows: 'skip',
	existingCustomers: 'skip',
	startAtRow: 1,
} as const satisfies Partial<ListParameters>;
