import { KeptFields } from '../../nodes/Recapture/mirror/keptFields';

const answer = (fields: Record<string, unknown>) => ({ id: 'c1', ...fields });

it('gives a field up after five answers that do not show it', () => {
	const kept = new KeptFields('au');
	const sent = { client_name: 'Jane', external_id: '7' };
	for (let count = 0; count < 5; count++) {
		expect(kept.worthSending(sent)).toEqual(sent);
		expect(kept.read(sent, answer({ client_name: 'Jane' }))).toBe(true);
	}
	expect(kept.worthSending(sent)).toEqual({ client_name: 'Jane' });
	expect(kept.notKept()).toEqual(['external_id']);
});

it('keeps sending a field that one of them shows', () => {
	const kept = new KeptFields('au');
	for (const name of ['A', 'B', 'C', 'D', 'E']) {
		kept.read({ client_name: name }, answer({ client_name: 'C' }));
	}
	expect(kept.worthSending({ client_name: 'F' })).toEqual({ client_name: 'F' });
	expect(kept.notKept()).toEqual([]);
});

it('takes a date with its time and a cleared field for kept', () => {
	const kept = new KeptFields('au');
	const sent = { sale_date: '2026-01-31', expiry_date: '' };
	kept.read(sent, answer({ sale_date: '2026-01-31T00:00:00.000Z', expiry_date: null }));
	expect(kept.notKept()).toEqual([]);
});
