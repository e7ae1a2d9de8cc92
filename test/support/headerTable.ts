import { FIELDS, NAME_PARTS, type FieldName } from '../../nodes/Recapture/list/fields';

/** The columns that are recognised, as the table of a Markdown page: one row for each field. */
export function headerTable(): string {
	const rows = (Object.keys(FIELDS) as FieldName[]).map(
		(field) => `| \`${field}\` | ${headersOf(field)} |`,
	);
	return ['| field | headers |', '|---|---|', ...rows].join('\n');
}

function headersOf(field: FieldName): string {
	const groups: ReadonlyArray<readonly string[]> = FIELDS[field].headers;
	const known = groups.map((group) => group.join(', ')).join(', then ');
	return field === 'client_name' ? `${known}; else ${nameParts()}` : known;
}

function nameParts(): string {
	const [first, last] = [NAME_PARTS.first, NAME_PARTS.last].map(
		([name, ...others]) => `${name} (${others.join(', ')})`,
	);
	return `${first} and ${last} joined`;
}
