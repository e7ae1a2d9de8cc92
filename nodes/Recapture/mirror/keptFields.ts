import type { ChangeableField } from '../customers/customerChanges';
import type { HeldCustomer } from '../customers/heldCustomer';
import type { Region } from '../values/region';
import type { FieldValues } from './comparison';
import { holds } from './heldFields';

/** So many answers decide whether an account keeps a field. */
const MAX_TRIES = 5;

/** Learns from the answers to changes which fields this account does not keep: some know fewer fields than others. */
export class KeptFields {
	private readonly tries = new Map<ChangeableField, number>();
	private readonly kept = new Set<ChangeableField>();

	constructor(private readonly region: Region) {}

	/** The changes without the fields that are known not to be kept. */
	worthSending(after: FieldValues): FieldValues {
		const fields = Object.entries(after).filter(
			([field]) => !this.isGivenUp(field as ChangeableField),
		);
		return Object.fromEntries(fields);
	}

	/** @returns whether the answer shows any of the values that were sent */
	read(sent: FieldValues, answer: HeldCustomer): boolean {
		let isAnyKept = false;
		for (const [name, value] of Object.entries(sent)) {
			const field = name as ChangeableField;
			const isKept = holds(answer, field, value, this.region);
			this.tries.set(field, (this.tries.get(field) ?? 0) + 1);
			if (isKept) this.kept.add(field);
			isAnyKept ||= isKept;
		}
		return isAnyKept;
	}

	/** The fields that no answer so far shows as they were sent. */
	notKept(): ChangeableField[] {
		return [...this.tries.keys()].filter((field) => !this.kept.has(field));
	}

	private isGivenUp(field: ChangeableField): boolean {
		return !this.kept.has(field) && (this.tries.get(field) ?? 0) >= MAX_TRIES;
	}
}
