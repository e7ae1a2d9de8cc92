/** The quick suite: everything that `npm test` runs. A real n8n has its own: test/n8n/jest.config.js */
module.exports = {
	rootDir: '..',
	testEnvironment: 'node',
	// Most of the time goes into loading n8n: all cores can do that.
	maxWorkers: '100%',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	globalSetup: '<rootDir>/test/support/globalSetup.js',
	globalTeardown: '<rootDir>/test/support/globalTeardown.js',
	setupFilesAfterEnv: ['<rootDir>/test/support/noSleep.ts'],
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }],
		'/hucre/.+\\.mjs$': '<rootDir>/test/support/esmTransform.js',
	},
	transformIgnorePatterns: ['/node_modules/(?!hucre/)'],
	// More than any test needs: a busy computer is no failure.
	testTimeout: 30_000,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
};
