/** A date as it stands in a cell, before anyone decides what its numbers mean or whether the day exists. */
export type WrittenDate = SettledDate | NumericDate | SerialDate;

/** Its notation says which number is which: 2026-03-31, 20260331, 31 March 26. */
export interface SettledDate {
	readonly kind: 'settled';
	readonly year: number;
	readonly yearDigits: 2 | 4;
	readonly month: number;
	readonly day: number;
}

/** Three numbers whose meaning depends on an order: 03/04/2026, 3.4.26. */
export interface NumericDate {
	readonly kind: 'numeric';
	readonly first: number;
	readonly second: number;
	readonly third: number;
	/** As written: 3 is no year, 03 may be one. */
	readonly firstDigits: 1 | 2;
	/** As written: 4 is no year, 04 and 2004 may be one. */
	readonly thirdDigits: 1 | 2 | 4;
}

/** A spreadsheet's count of days. */
export interface SerialDate {
	readonly kind: 'serial';
	readonly serial: number;
}
