import type { IDataObject } from 'n8n-workflow';

import type { ListSummary } from '../../nodes/Recapture/list/summary';
import { bold, dim, green, red, say, yellow } from './terminal';

/** Prints the totals of a list, how it was read, the rows with a warning and all rows that were not sent. */
export function printReport(
	summary: ListSummary,
	rejectedRows: readonly IDataObject[],
	hint: string,
): void {
	printTotal('Rows in the list', summary.rows, bold);
	printTotal('Customers uploaded', summary.accepted, green);
	printTotal('Rejected rows', summary.rejected, summary.rejected > 0 ? red : dim);
	printTotal('Duplicates skipped', summary.duplicates, summary.duplicates > 0 ? yellow : dim);
	printTotal('Blank rows', summary.blank, dim);
	say();
	const columns = Object.entries(summary.columns).map(([field, column]) => `${column} → ${field}`);
	say(`  ${dim('Columns')}         ${columns.join(', ')}`);
	say(`  ${dim('File')}            ${describeFile(summary)}`);
	say(`  ${dim('Hint in n8n')}     ${hint}`);
	if (summary.warned.length > 0) {
		say();
		say(`  ${bold('Sent with a warning')}`);
		for (const { warning, row, line, column, value } of summary.warned) {
			const place = `Row ${row} (line ${line})`;
			say(`  ${yellow(warning.padEnd(17))} ${place}: "${String(value)}" in column "${column}"`);
		}
	}
	if (rejectedRows.length === 0) return;
	say();
	say(`  ${bold('Not sent')}`);
	for (const { reason, message } of rejectedRows) {
		say(`  ${red(String(reason).padEnd(17))} ${String(message)}`);
	}
}

function printTotal(label: string, count: number, colour: (text: string) => string): void {
	say(`  ${label.padEnd(20)}${colour(String(count).padStart(7))}`);
}

function describeFile({ sheet, headerLine, delimiter, encoding, dateOrder }: ListSummary): string {
	const place = `headers in line ${headerLine}, dates ${dateOrder}`;
	if (sheet !== undefined) return `sheet "${sheet}", ${place}`;
	return `delimiter ${delimiter === '\t' ? 'tab' : delimiter}, encoding ${encoding}, ${place}`;
}
