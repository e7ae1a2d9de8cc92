/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

import type { Table } from '../../../nodes/Recapture/list/table';
import { rawWorkbook, tableOf } from './workbooks';

/** A long list must not hold up n8n, nor fill its memory. */

const ROWS = 100_000;
const COLUMNS = [
	'Rego',
	'State',
	'VIN',
	'Name',
	'Mobile',
	'Sale Date',
	'Expiry Date',
	'Branch',
	'Car',
];
const STYLES =
	'<numFmts><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>';

let table: Table;
beforeAll(async () => {
	const texts: string[] = [];
	const text = (column: string, line: number, content: string) =>
		`<c r="${column}${line}" t="s"><v>${texts.push(`<si><t>${content}</t></si>`) - 1}</v></c>`;
	const header = COLUMNS.map((name, index) => text('ABCDEFGHI'[index], 1, name));
	const rows = [`<row r="1">${header.join('')}</row>`];
	for (let line = 2; line <= ROWS + 1; line++) {
		rows.push(
			`<row r="${line}">${text('A', line, `A${line}`)}${text('B', line, 'VIC')}` +
				`${text('C', line, `6T1BF3EK50${line}`)}${text('D', line, `Customer &amp; ${line}`)}` +
				`<c r="E${line}" s="2"><v>${412_000_000 + line}</v></c>` +
				`<c r="F${line}" s="1"><v>${40_000 + (line % 5_000)}</v></c>` +
				`<c r="G${line}" s="1"><v>${50_000 + (line % 5_000)}</v></c>` +
				`${text('H', line, 'Perth')}${text('I', line, 'Corolla')}</row>`,
		);
	}
	table = await tableOf(
		rawWorkbook({ rows: rows.join(''), texts: texts.join(''), styles: STYLES }),
	);
}, 60_000);

it('100,000 rows leave the event loop its turns', async () => {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	delay.enable();
	let rows = 0;
	for await (const batch of table.batches()) rows += batch.length;
	delay.disable();
	expect(rows).toBe(ROWS);
	// It is some 30 ms on a computer with nothing else to do.
	expect(delay.max / 1e6).toBeLessThan(1_000);
	expect(delay.percentile(90) / 1e6).toBeLessThan(200);
}, 60_000);

it('nothing is read ahead for someone who takes rows slowly', async () => {
	let rows = 0;
	for await (const batch of table.batches()) {
		rows += batch.length;
		const before = process.cpuUsage();
		await wait(200);
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1e3).toBeLessThan(150);
		if (rows > 500) break;
	}
}, 60_000);
