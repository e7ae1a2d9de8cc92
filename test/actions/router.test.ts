import { recaptureSuite } from '../support/suite';

const { run, vendor } = recaptureSuite();

describe('a resource or an operation that does not exist', () => {
	const UNKNOWN = [
		[{ resource: 'invoice', operation: 'get' }, "'Resource' must be one of"],
		[{ resource: 'constructor', operation: 'get' }, "'Resource' must be one of"],
		[{ resource: 'customer', operation: 'toString' }, "'Operation' must be one of"],
		[{ resource: 'customer', operation: '={{ $json.nothing }}' }, "'Operation' must be one of"],
	] as const;

	it.each(UNKNOWN)('%j is refused in a sentence, before any request', async (parameters, words) => {
		const { error } = await run(parameters);
		expect(error?.message).toContain(words);
		expect(error?.name).toBe('NodeOperationError');
		expect(vendor.requests()).toEqual([]);
	});

	it.each(UNKNOWN)('%j gives error items when the node continues', async (parameters, words) => {
		const { status, outputs } = await run(parameters, { onError: 'continueRegularOutput' });
		expect(status).toBe('success');
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({ error: expect.stringContaining(words) }),
				pairedItem: { item: 0 },
			},
		]);
	});
});
