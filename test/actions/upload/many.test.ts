import { recaptureSuite } from '../../support/suite';

const { vendor, run } = recaptureSuite(
	{ resource: 'upload', operation: 'create' },
	{ keepUploads: 'counts' },
);

it('100,000 items go out in ten uploads, each customer once, each item paired', async () => {
	const items = Array.from({ length: 100_000 }, (_, index) => ({
		json: { rego: `R${index}`, Branch: 'Geelong' },
	}));
	const { outputs, error } = await run({}, { items });
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ json }) => json.customers)).toEqual(Array(10).fill(10_000));
	const paired = outputs[0].flatMap(({ pairedItem }) => pairedItem as Array<{ item: number }>);
	expect(paired.every(({ item }, index) => item === index)).toBe(true);
	expect(vendor.uploads.list()).toHaveLength(10);
}, 60_000);
