import { failure, success, type Outcome } from '../outcome';
import { readRegion, type Region } from '../values/region';
import { credentialOf, type RequestContext } from './connection';

/** The region of the credential. */
export async function regionOf(context: RequestContext, item = 0): Promise<Outcome<Region>> {
	const { region } = await credentialOf(context, item);
	const known = readRegion(region);
	if (known) return success(known);
	return failure({
		message: "The credential's region must be one of au, nz, uk and my",
		description: "Open the AutoGrab Recapture API credential and choose a 'Region'.",
	});
}
