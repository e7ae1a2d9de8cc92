import type { IDataObject } from 'n8n-workflow';

import type { ListSummary } from '../../nodes/Recapture/list/summary';
import { bold, dim, green, red, say, yellow } from './terminal';

/** Prints the totals of a list, how it was read, and every rejected row with its reason. */
export function printReport(summary: ListSummary, rejectedRows: readonly IDataObject[]): void {
	printTotal('Rows in the list', summary.rows, bold);
	printTotal('Customers uploaded', summary.accepted, green);
	printTotal('Rejected rows', summary.rejected, summary.rejected > 0 ? red : dim);
	printTotal('Duplicates skipped', summary.duplicates, summary.duplicates > 0 ? yellow : dim);
	printTotal('Blank rows', summary.blank, dim);
	say();
	const columns = Object.entries(summary.columns).map(([field, column]) => `${column} → ${field}`);
	say(`  ${dim('Columns')}         ${columns.join(', ')}`);
	say(`  ${dim('File')}            ${describeFile(summary)}`);
	for (const [warning, count] of Object.entries(summary.warnings)) {
		say(`  ${dim('Sent, but look')}  ${yellow(warning)}: ${count}`);
	}
	if (rejectedRows.length === 0) return;
	say();
	say(`  ${bold('To mend')}`);
	for (const { reason, message } of rejectedRows) {
		say(`  ${red(String(reason).padEnd(17))} ${String(message)}`);
	}
}

function printTotal(label: string, count: number, colour: (text: string) => string): void {
	say(`  ${label.padEnd(20)}${colour(String(count).padStart(7))}`);
}

function describeFile({ sheet, delimiter, encoding, dateOrder }: ListSummary): string {
	if (sheet !== undefined) return `sheet "${sheet}", dates ${dateOrder}`;
	return `delimiter ${delimiter === '\t' ? 'tab' : delimiter}, encoding ${encoding}, dates ${dateOrder}`;
}
