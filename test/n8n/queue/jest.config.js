/** n8n spread over several processes, with Redis and PostgreSQL: `npm run test:queue`. */
const inN8n = require('../jest.config.js');

module.exports = {
	...inN8n,
	rootDir: '../../..',
	testMatch: ['**/queue.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/n8n/queue/globalSetup.ts',
	testTimeout: 300_000,
};
