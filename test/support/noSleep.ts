/** Runs before each test file: code under test that sleeps goes on at once. `naps.ts` says how long it would have slept. */
jest.mock('n8n-workflow', () =>
	jest.requireActual('./naps').withNaps(jest.requireActual('n8n-workflow')),
);
