/** The columns of a file, as its header record names them. */
interface Header {
	/** Unique, none empty: the second `Notes` is `Notes (2)`, a column without a header `Column 3`. */
	readonly columns: readonly string[];
	/** The same as the file has it, trimmed: `Notes` twice, and '' where there is no header. */
	readonly headers: readonly string[];
}

/**
 * Names the columns. Empty headers at the end are none: spreadsheets write them for columns that were once used.
 * A header that stands in the file keeps its name; names that are made up give way to it.
 */
export function nameColumns(cells: readonly string[]): Header {
	// What a header is must not depend on invisible characters at its ends; trim() takes byte-order marks, too.
	const headers = cells.map((cell) => cell.trim());
	while (headers.length > 0 && headers[headers.length - 1] === '') headers.pop();

	const names = new UniqueNames(headers);
	const met = new Set<string>();
	const columns = headers.map((header, index) => {
		if (header === '') return names.make(`Column ${index + 1}`);
		if (met.has(header)) return names.make(header);
		met.add(header);
		return header;
	});
	return { columns, headers };
}

class UniqueNames {
	private readonly taken: Set<string>;
	private readonly lastNumber = new Map<string, number>();

	constructor(taken: readonly string[]) {
		this.taken = new Set(taken);
	}

	/** The name itself if it is free, else with the next number. */
	make(name: string): string {
		let unique = name;
		for (let number = this.lastNumber.get(name) ?? 2; this.taken.has(unique); number++) {
			unique = `${name} (${number})`;
			this.lastNumber.set(name, number + 1);
		}
		this.taken.add(unique);
		return unique;
	}
}
