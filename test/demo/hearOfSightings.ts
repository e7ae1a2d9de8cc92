import type { IDataObject, INodeType } from 'n8n-workflow';

import type { Simulator } from '../simulator';
import { PublishedTrigger } from '../support/poll';
import { bold, cyan, dim, green, red, say } from './terminal';

const SIGHTED_CARS = 4;

/**
 * Publishes the trigger, lets some of the customers' cars be listed for sale, and prints each event that starts the
 * workflow.
 */
export async function hearOfSightings(
	trigger: INodeType,
	vendor: Simulator,
): Promise<'whole' | 'short'> {
	const published = new PublishedTrigger({
		node: trigger,
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		parameters: { event: 'customerSighted' },
	});
	await published.activate();
	say(`  ${bold('The trigger is published.')} ${dim('Some cars are listed for sale …')}`);
	say();
	const customers = vendor.customers.pick(SIGHTED_CARS, 'au');
	for (const { id } of customers) vendor.addSighting(id);

	const first = await published.poll();
	for (const event of first.items) printSighting(event);
	const second = await published.poll();
	say();
	const error = first.error ?? second.error;
	if (error) {
		say(`  ${red(error.message)}`);
		return 'short';
	}
	if (first.items.length !== customers.length || second.items.length > 0) {
		say(
			`  ${red('✗')} ${first.items.length} events, then ${second.items.length}, for ${customers.length} cars.`,
		);
		return 'short';
	}
	say(
		`  ${green('✓')} ${customers.length} cars, ${first.items.length} events; the next poll finds nothing new.`,
	);
	return 'whole';
}

function printSighting({ customer, sighting }: IDataObject): void {
	const { rego, client_name } = customer as IDataObject;
	const { listing_title, listing_price, seller_type } = sighting as IDataObject;
	const price = Number(listing_price).toLocaleString('en-US');
	say(
		`  ${cyan(String(rego))}  ${String(client_name)}: ${String(listing_title)}, $${price} ${dim(`(${String(seller_type)})`)}`,
	);
}
