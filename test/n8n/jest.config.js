/** The package inside a real n8n. Slower than the quick suite, and the first run downloads n8n. */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/n8n'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: [
		'/node_modules/',
		// Needs Redis and PostgreSQL: `npm run test:queue`.
		'queue\\.test',
		// Takes as long as one gives it: `npm run test:soak`.
		...(process.env.SOAK_MINUTES ? [] : ['soak\\.test']),
	],
	globalSetup: '<rootDir>/test/n8n/globalSetup.ts',
	globalTeardown: '<rootDir>/test/n8n/globalTeardown.ts',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
	// The tests share one n8n.
	maxWorkers: 1,
	testTimeout: 120_000,
};
