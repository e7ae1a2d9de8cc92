import type { N8nInstallation } from '../install/installN8n';
import { n8nLibrary } from './n8nLibrary';

export interface Owner {
	email: string;
	password: string;
}

/** Not a secret: it opens an n8n that only this computer reaches. */
export const OWNER: Owner = { email: 'dealer@example.com', password: 'Recapture1' };

/** n8n takes the password as a bcrypt hash, for which it brings the library. */
export function hashPassword(installation: N8nInstallation, password: string): string {
	interface Bcrypt {
		hashSync(text: string, rounds: number): string;
	}
	return n8nLibrary<Bcrypt>(installation, 'bcryptjs').hashSync(password, 10);
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
