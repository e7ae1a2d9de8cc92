/**
 * The quick suite's tests of what the nodes do, faults and all, in the engine of an n8n that is installed in `.n8n/`.
 * The trigger's tests are left out: they are written after the way in which n8n 2.41 polls.
 */
const quick = require('../jest.config.js');

const modules = `<rootDir>/.n8n/${process.env.RECAPTURE_N8N_VERSION}/node_modules`;

module.exports = {
	...quick,
	rootDir: '../..',
	roots: ['actions', 'credentials', 'transport'].map((name) => `<rootDir>/test/${name}`),
	moduleNameMapper: { '^(n8n-core|n8n-workflow|@n8n/di)$': `${modules}/$1` },
	testTimeout: 60_000,
};
