import setUpInstance from '../globalSetup';
import { checkPrograms } from './programs';

export default async function globalSetup(): Promise<void> {
	checkPrograms();
	await setUpInstance();
}
