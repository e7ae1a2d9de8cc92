const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** n8n-core writes settings and binary data below N8N_USER_FOLDER: give it a folder that goes again. */
module.exports = async () => {
	process.env.N8N_LOG_LEVEL = 'silent';
	process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'recapture-test-'));
};
