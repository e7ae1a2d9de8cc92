import { isStructure, valueOf } from './cell';
import { checkRow, type CheckRules } from './checkRow';
import type { ColumnMapping } from './columns';
import { isDateField, type FieldName } from './fields';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { MissingFormulaValue, type Row, type Table } from './table';
import type { ColumnOrder, DateOrder } from '../values/date';
import {
	addEvidence,
	decideDateOrders,
	newEvidence,
	type OrderEvidence,
} from '../values/dateOrder';

/** How rows are checked, but for the order of their dates, which is found out here. */
export type UndatedRules = Omit<CheckRules, 'dateOrders' | 'provenByRow'>;

/** How the dates of a list are written. */
export interface DateOrders {
	/** By date column. */
	readonly orders: ReadonlyMap<number, ColumnOrder>;
	/** Of the whole list: 'mixed' when its columns are not all written in the same order. */
	readonly summary: DateOrder | 'mixed';
	/** The row that proves an order other than the region's, or contradicts the others, by date column. */
	readonly provenByRow: ReadonlyMap<number, number>;
}

/**
 * Finds out what must be known of all rows before the first one is checked: that no customer field gets a cell that it cannot
 * take, and the order of day and month in each date column. Reads the rows only when one of the two is in question.
 */
export async function readFirstPass(
	table: Table,
	rules: UndatedRules,
	dateOrder: 'auto' | DateOrder,
): Promise<Outcome<DateOrders>> {
	if (table.hasTypedCells) {
		for await (const batch of table.batches()) {
			for (const row of batch) {
				const problem = problemOfCells(row, table, rules.mapping);
				if (problem) return failure(problem);
			}
		}
	}
	const noEvidence = evidenceFor(rules.mapping);
	if (dateOrder !== 'auto' || noEvidence.size === 0) {
		return success(decideDateOrders(noEvidence, dateOrder, rules.region));
	}
	return success(await findDateOrders(table, rules));
}

/**
 * Decides by the dates of all rows. Where one of them contradicts the region, only rows that can be sent count: a footer
 * or a broken row proves nothing. That needs a second reading, so it is done only then.
 */
async function findDateOrders(table: Table, rules: UndatedRules): Promise<DateOrders> {
	const ofAllRows = await collectEvidence(table, rules, (row) => !row.broken);
	const decision = decideDateOrders(ofAllRows, 'auto', rules.region);
	if (decision.provenByRow.size === 0) return decision;
	const anyOrder = [...ofAllRows.keys()].map((column) => [column, 'contradictory'] as const);
	const check: CheckRules = { ...rules, dateOrders: new Map(anyOrder), provenByRow: new Map() };
	const ofSentRows = await collectEvidence(table, rules, (row) => canBeSent(row, check));
	return decideDateOrders(ofSentRows, 'auto', rules.region);
}

/** Whether a row has no fault, whatever the order of its dates. */
function canBeSent(row: Row, rules: CheckRules): boolean {
	const verdict = checkRow(row, rules);
	if (verdict.kind !== 'rejected') return true;
	return verdict.faults.every(({ reason }) => reason === 'ambiguous-date');
}

async function collectEvidence(
	table: Table,
	{ mapping }: UndatedRules,
	isEvidence: (row: Row) => boolean,
): Promise<Map<number, OrderEvidence>> {
	const evidence = evidenceFor(mapping);
	for await (const batch of table.batches()) {
		for (const row of batch) {
			if (!isEvidence(row)) continue;
			for (const [column, ofColumn] of evidence) {
				addEvidence(ofColumn, valueOf(row.cells[column]), row.row);
			}
		}
	}
	return evidence;
}

function evidenceFor({ fields }: ColumnMapping): Map<number, OrderEvidence> {
	const columns = [...fields].flatMap(([field, sources]) =>
		isDateField(field) ? sources.flat() : [],
	);
	return new Map(columns.map((column) => [column, newEvidence()]));
}

function problemOfCells(
	{ row, line, cells }: Row,
	{ columns }: Table,
	{ fields }: ColumnMapping,
): Problem | undefined {
	for (const [field, sources] of fields) {
		for (const column of sources.flat()) {
			const cell = cells[column];
			if (typeof cell !== 'object' || cell === null) continue;
			if (cell instanceof MissingFormulaValue) {
				return missingFormulaValue(columns[column], line ?? row);
			}
			if (isStructure(cell)) return structure(columns[column], field, row);
		}
	}
	return undefined;
}

function missingFormulaValue(column: string, line: number): Problem {
	return {
		message: `The column "${column}" has a formula without a stored value in row ${line} of the sheet`,
		description:
			'Open the workbook in Excel, save it, and use the saved file. Excel then stores the value of each formula.',
	};
}

function structure(column: string, field: FieldName, row: number): Problem {
	return {
		message: `Item ${row} has an object or a list in "${column}", but the customer field "${field}" takes one value`,
		description: `Add an 'Edit Fields' node before this one that makes "${column}" a single text, number or date. For a list with several elements, keep the one that you need.`,
	};
}
