import { startSimulator } from '../../simulator';
import type { Simulator } from '../../simulator';
import type { CredentialJson } from '../instance/content';
import { freePortNear } from '../process/freePorts';
import { CREDENTIAL_TYPE } from '../workflows';

/**
 * The vendor's stand-in for a person who tries things out: there are customers, some of their cars are for
 * sale, and an upload takes long enough to be watched.
 */
export async function startVendor(wantedPort: number): Promise<Simulator> {
	return await startSimulator({
		port: await freePortNear(wantedPort),
		syntheticCustomers: 250,
		syntheticSightedShare: 0.1,
		customersPerSecond: 50,
	});
}

/** The id is the one that the example workflows name. */
export function credentialFor({ apiKey, url }: Simulator): CredentialJson {
	return {
		id: 'recaptureSimulator',
		name: 'AutoGrab Recapture (simulator)',
		type: CREDENTIAL_TYPE,
		data: { apiKey, region: 'au', baseUrl: url },
	};
}
