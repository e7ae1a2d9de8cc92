/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { join } from 'node:path';

import { HARNESS_FOLDER } from '../folders';

export interface Ports {
	editor: number;
	/** n8n's task runner talks to it; n8n insists on a port even when no Code node runs. */
	broker: number;
}

/** Of this computer's environment n8n gets only what a program needs to run: no settings of another n8n. */
const INHERITED = ['PATH', 'LANG', 'LC_ALL', 'SystemRoot', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
};

/**
 * n8n's settings for an instance of its own that only this computer reaches.
 * @param userFolder holds all that n8n writes: database, keys, caches, temporary files
 */
export function n8nEnvironment(userFolder: string, ports: Ports): NodeJS.ProcessEnv {
	return {
		...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
		NODE_ENV: 'production',
		HOME: userFolder,
		TMPDIR: temporaryFolder(userFolder),
		// Compiled code of n8n's thousands of files: every start after the first is seconds faster.
		NODE_COMPILE_CACHE: join(HARNESS_FOLDER, 'compile-cache'),
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(ports.editor),
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		// The address is plain http.
		N8N_SECURE_COOKIE: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		GENERIC_TIMEZONE: 'UTC',
		...QUIET,
	};
}

/** n8n's newer engine for triggers that poll: what they know is saved together with the run that they start. */
export const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

export function temporaryFolder(userFolder: string): string {
	return join(userFolder, 'tmp');
}

/**
 * The folder from which n8n's file nodes read by default: `.n8n-files` in the home folder. A workflow names
 * a file in it by `.n8n-files/customers.csv`, from the folder in which n8n was started.
 */
export function filesFolder(userFolder: string): string {
	return join(userFolder, '.n8n-files');
}
