import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { readCustomerId } from '../../customers/customerId';
import { success, type Outcome } from '../../outcome';
import { getCustomer } from '../../transport/customers';
import type { Run } from '../operation';
import { customerIdField } from './customerIdField';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['get'] } },
	[customerIdField],
);

export async function execute(
	{ context, connection }: Run,
	item: number,
): Promise<Outcome<IDataObject[]>> {
	const id = readCustomerId(context.getNodeParameter('customerId', item));
	if (!id.ok) return id;
	const customer = await getCustomer(connection, id.value);
	return customer.ok ? success([customer.value as IDataObject]) : customer;
}
