import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { readCustomerChanges } from '../../customers/customerChanges';
import { readCustomerId } from '../../customers/customerId';
import { success, type Outcome } from '../../outcome';
import { readBoolean, readCollection, readText } from '../../parameters';
import { getCustomer, updateCustomer } from '../../transport/customers';
import { regionOf } from '../../transport/region';
import type { Run } from '../operation';
import { today } from '../today';
import { customerIdField } from './customerIdField';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['update'] } },
	[
		customerIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Client Name',
					name: 'client_name',
					type: 'string',
					default: '',
					description: 'The name of the customer, for reference',
				},
				{
					displayName: 'Expiry Date',
					name: 'expiry_date',
					type: 'dateTime',
					default: '',
					hint: 'AutoGrab deletes the customer on this day',
				},
				{
					displayName: 'External ID',
					name: 'external_id',
					type: 'string',
					default: '',
					description: 'Your own ID for the customer. Available only in newer AutoGrab accounts.',
				},
				{
					displayName: 'Mobile Number',
					name: 'mobile_number',
					type: 'string',
					default: '',
					placeholder: 'e.g. 0412 555 010',
					description: 'Also used to find other listings that the same customer has posted online',
				},
				{
					displayName: 'Monitor End Date',
					name: 'monitor_end_date',
					type: 'dateTime',
					default: '',
					description:
						'The day on which monitoring stops. Available only in newer AutoGrab accounts.',
				},
				{
					displayName: 'Monitor Start Date',
					name: 'monitor_start_date',
					type: 'dateTime',
					default: '',
					description:
						'The day on which monitoring starts. Available only in newer AutoGrab accounts.',
				},
				{
					displayName: 'Sale Date',
					name: 'sale_date',
					type: 'dateTime',
					default: '',
					description: 'The day on which the vehicle was sold to the customer',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Clear Empty Fields',
					name: 'clearEmptyFields',
					type: 'boolean',
					default: false,
					description:
						'Whether an empty field is cleared at AutoGrab. If off, the field is left unchanged.',
				},
			],
		},
	],
);

export async function execute(run: Run, item: number): Promise<Outcome<IDataObject[]>> {
	const { context, connection } = run;
	const id = readCustomerId(context.getNodeParameter('customerId', item));
	if (!id.ok) return id;
	const region = await regionOf(context, item);
	if (!region.ok) return region;
	const changes = readCustomerChanges(readFields(context, item), {
		emptyFields: readEmptyFields(context, item),
		region: region.value,
		timeZone: context.getTimezone(),
		today: today(context),
	});
	if (!changes.ok) return changes;
	const customer =
		Object.keys(changes.value).length > 0
			? await updateCustomer(connection, id.value, changes.value)
			: await leaveAsItIs(run, id.value);
	return customer.ok ? success([customer.value as IDataObject]) : customer;
}

/** Dates and phone numbers are read later, as those of a list are. */
function readFields(context: IExecuteFunctions, item: number): Readonly<Record<string, unknown>> {
	const fields = readCollection(context.getNodeParameter('updateFields', item, {}), {
		label: 'Update Fields',
	});
	const text = (name: string, label: string) =>
		name in fields ? { [name]: readText(fields[name], { label, byDefault: '' }) } : {};
	return {
		...fields,
		...text('client_name', 'Client Name'),
		...text('external_id', 'External ID'),
	};
}

function readEmptyFields(context: IExecuteFunctions, item: number): 'clear' | 'leave' {
	const options = readCollection(context.getNodeParameter('options', item, {}), {
		label: 'Options',
	});
	const clears = readBoolean(options.clearEmptyFields, {
		label: 'Clear Empty Fields',
		byDefault: false,
	});
	return clears ? 'clear' : 'leave';
}

async function leaveAsItIs({ context, connection }: Run, id: string) {
	context.addExecutionHints({
		message:
			"Nothing was changed: no field under 'Update Fields' has a value. To clear fields, turn on the option 'Clear Empty Fields'.",
		type: 'info',
		location: 'outputPane',
	});
	return await getCustomer(connection, id);
}
