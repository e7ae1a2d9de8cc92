import type { Region } from '../records';
import { isObject } from '../rules/customerInput';
import { fraction } from '../rules/chance';
import { identitiesOf, fateOf } from '../rules/rowFate';
import { isRefusal } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import type { Settings } from '../settings';

/** What will happen to a row when its turn comes; one byte a row, so that long lists stay small. */
export const FATE = { ignored: 0, created: 1, failed: 2, createdAfterLookup: 3 } as const;

interface QueueInput {
	rows: readonly unknown[];
	region: Region;
	enableRegoLookups: boolean;
	/** Vehicles that count as met before. */
	seen: Set<string>;
	/** Sets the chances of one upload apart from those of the next. */
	number: number;
}

/** The fate of each row, or the reason why the whole upload is refused. */
export function decideFates(
	input: QueueInput,
	settings: Readonly<Settings>,
): Uint8Array | RefusalName {
	const fates = new Uint8Array(input.rows.length);
	for (const [index, row] of input.rows.entries()) {
		const fate = fateOf(row, settings, input.seen);
		if (isRefusal(fate)) return fate;
		if (fate === 'ignore') fates[index] = FATE.ignored;
		else if (fate === 'fail' || isUnlucky(row, index, input.number, settings)) {
			fates[index] = FATE.failed;
		} else {
			fates[index] = needsLookup(row, input) ? FATE.createdAfterLookup : FATE.created;
		}
	}
	return fates;
}

/** An error that is not the row's fault, as far as anyone can see. */
function isUnlucky(
	row: unknown,
	index: number,
	number: number,
	settings: Readonly<Settings>,
): boolean {
	if (settings.errorWhen?.(row, index) === true) return true;
	if (settings.errorShare === 0) return false;
	return fraction(settings.seed, 'error', number, index) < settings.errorShare;
}

/** Billed: a plate without a VIN. In Australia the plate alone does not name a vehicle: the state is needed. */
function needsLookup(row: unknown, input: QueueInput): boolean {
	if (!input.enableRegoLookups || !isObject(row)) return false;
	const [identity] = identitiesOf(row);
	const hasState = typeof row.state === 'string' && row.state !== '';
	return identity?.startsWith('rego ') === true && (hasState || input.region !== 'au');
}
