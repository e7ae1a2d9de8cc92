import type { INodePropertyOptions } from 'n8n-workflow';

import { Recapture } from '../nodes/Recapture/Recapture.node';
import { RecaptureTrigger } from '../nodes/Recapture/RecaptureTrigger.node';

const { description } = new Recapture();

function choices(name: string, resource?: string): INodePropertyOptions[] {
	return description.properties
		.filter((field) => field.name === name)
		.filter(({ displayOptions }) => !resource || displayOptions?.show?.resource?.includes(resource))
		.flatMap(({ options }) => options as INodePropertyOptions[]);
}

it('says below its name what it does, for each operation in the words of the operation', () => {
	const missing = choices('resource').flatMap((resource) =>
		choices('operation', String(resource.value))
			.map(
				(operation) =>
					`'${resource.value} ${operation.value}': '${resource.name}: ${operation.name}'`,
			)
			.filter((entry) => !description.subtitle?.includes(entry)),
	);
	expect(missing).toEqual([]);
});

it('has one field for the resource, because n8n lists the actions of each such field', () => {
	expect(description.properties.filter(({ name }) => name === 'resource')).toHaveLength(1);
});

it('does not offer lists to a model', () => {
	const [list] = choices('resource').filter(({ value }) => value === 'list');
	expect(list.displayOptions).toEqual({ hide: { '@tool': [true] } });
});

it('shares its description with the trigger, because n8n lists both as one entry', () => {
	expect(new RecaptureTrigger().description.description).toBe(description.description);
});
