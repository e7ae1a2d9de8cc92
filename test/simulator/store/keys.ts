import { DEFAULT_ACCOUNT } from '../records';
import type { KeyRecord } from '../records';
import type { Settings } from '../settings';

/** The API keys, and the regions in which each may use Recapture. */
export class Keys {
	private readonly byKey = new Map<string, KeyRecord>();

	constructor(settings: Readonly<Settings>) {
		this.add({ key: settings.apiKey, licences: [...settings.regions] });
	}

	find(key: string): KeyRecord | undefined {
		return this.byKey.get(key);
	}

	list(): KeyRecord[] {
		return [...this.byKey.values()];
	}

	/** Without an account the key is a second one to the default account. */
	add(given: Pick<KeyRecord, 'key'> & Partial<KeyRecord>): KeyRecord {
		const record = { account: DEFAULT_ACCOUNT, licences: [], ...given };
		this.byKey.set(record.key, record);
		return record;
	}

	change(key: string, changes: Partial<Omit<KeyRecord, 'key'>>): KeyRecord | undefined {
		const record = this.byKey.get(key);
		return record === undefined ? undefined : this.add({ ...record, ...changes });
	}

	/** False when there is no such key. */
	remove(key: string): boolean {
		return this.byKey.delete(key);
	}
}
