import type { INodeProperties } from 'n8n-workflow';

import { listFields, listOptions } from '../upload/listFields';

const listNameField: INodeProperties = {
	displayName: 'List Name',
	name: 'listName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. CRM customers',
	hint: 'Never change it: another name is another list',
	description:
		'The permanent name of the list. Customers get it as a mark, and only customers with this mark are changed or removed.',
};

const removedCustomersField: INodeProperties = {
	displayName: 'Customers That Left the List',
	name: 'removedCustomers',
	type: 'options',
	options: [
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete them at once. They cannot be restored.',
		},
		{
			name: 'Expire',
			value: 'expire',
			description: 'Set their expiry date to 7 days from today. AutoGrab then deletes them.',
		},
		{ name: 'Keep', value: 'keep', description: 'Leave them as they are' },
	],
	default: 'keep',
	description: 'What to do with customers of this list who are no longer in it',
};

const updateChangedField: INodeProperties = {
	displayName: 'Update Changed Customers',
	name: 'updateChanged',
	type: 'boolean',
	default: true,
	description: 'Whether customers whose fields differ from the list are updated at AutoGrab',
};

const mirrorOptions: INodeProperties[] = [
	{
		displayName: 'Approved Removals',
		name: 'approvedRemovals',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			"This number of customers may be removed even if it is more than 'Max Removed (Percent)'. Take the number from the plan.",
	},
	{
		displayName: 'Clear Empty Fields',
		name: 'clearEmptyFields',
		type: 'boolean',
		default: false,
		description:
			'Whether a blank cell clears the field at AutoGrab. If off, the field is left unchanged.',
	},
	{
		displayName: 'Max Changes',
		name: 'maxChanges',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1000,
		description: 'How many changes to output. All of them are counted.',
	},
	{
		displayName: 'Max Removed (Percent)',
		name: 'maxRemovedPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 10,
		description:
			"If more than this share of the list's customers left it, and more than 10, none is removed. Everything else is done.",
	},
	{
		displayName: 'Max Wait (Minutes)',
		name: 'maxWaitMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description:
			'Maximum time to wait until AutoGrab has processed the new customers. Nothing is removed if it takes longer.',
	},
	{
		displayName: 'Remove Despite Rejected Rows',
		name: 'removeDespiteRejectedRows',
		type: 'boolean',
		default: false,
		description:
			'Whether customers are removed although the list has rows that name no vehicle. Such a row may be one of the customers who seem to have left.',
	},
];

/** Of the options of an upload, those that say how a list is read and sent. The mirror decides the others itself. */
const SHARED_OPTIONS: ReadonlySet<string> = new Set([
	'customersPerUpload',
	'dateOrder',
	'delimiter',
	'encoding',
	'maxRejectedRows',
	'sheet',
	'unmappedColumns',
]);

function sharedOptions(): INodeProperties[] {
	const shared = listOptions.filter(({ name }) => SHARED_OPTIONS.has(name));
	return shared.map((option) => {
		const isForUploads = option.name === 'customersPerUpload';
		return isForUploads ? { ...option, displayOptions: undefined } : option;
	});
}

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...mirrorOptions, ...sharedOptions()].sort((one, other) =>
		one.displayName < other.displayName ? -1 : 1,
	),
};

const planNotice: INodeProperties = {
	displayName:
		"Run 'Plan' first. It reads and compares as 'Mirror' does, and writes nothing. The first mirror of a list removes nobody.",
	name: 'mirrorNotice',
	type: 'notice',
	default: '',
};

/** The same for both operations, so that one can be switched to the other. */
export const mirrorFields: INodeProperties[] = [
	planNotice,
	listNameField,
	...listFields.filter(({ name }) => name !== 'options'),
	removedCustomersField,
	updateChangedField,
	optionsField,
];
