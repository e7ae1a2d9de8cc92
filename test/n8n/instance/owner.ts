/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { N8nInstallation } from '../install/installN8n';

export interface Owner {
	email: string;
	password: string;
}

/** Not a secret: it opens an n8n that only this computer reaches. */
export const OWNER: Owner = { email: 'dealer@example.com', password: 'Recapture1' };

/** n8n takes the password as a bcrypt hash, for which it brings the library. */
export function hashPassword({ folder }: N8nInstallation, password: string): string {
	const requireFromN8n = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const bcrypt = requireFromN8n('bcryptjs') as { hashSync(text: string, rounds: number): string };
	return bcrypt.hashSync(password, 10);
}

/** Settings that make n8n start with this owner instead of asking for one. */
export function ownerSettings(owner: Owner, passwordHash: string): NodeJS.ProcessEnv {
	return {
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Example',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Dealer',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: passwordHash,
	};
}
