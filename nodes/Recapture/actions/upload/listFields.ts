import type { INodeProperties } from 'n8n-workflow';

const forFiles = { show: { '/source': ['file'] } };
const forUploads = { show: { '/operation': ['create'] } };

const sourceField: INodeProperties = {
	displayName: 'Read Customers From',
	name: 'source',
	type: 'options',
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'Each input item is one customer; together they are one list',
		},
		{
			name: 'CSV File',
			value: 'file',
			description: 'Each input item holds a CSV file; each file is a list of its own',
		},
	],
	default: 'items',
};

const binaryField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field that holds the CSV file',
	displayOptions: { show: { source: ['file'] } },
};

const nameField: INodeProperties = {
	displayName: 'Upload Name',
	name: 'name',
	type: 'string',
	default: "={{ $workflow.name }} {{ $now.toFormat('yyyy-MM-dd') }}",
	placeholder: 'e.g. March sales',
	description: 'Your own label for the upload, for reference in AutoGrab',
};

const lookupsField: INodeProperties = {
	displayName: 'Look Up VINs',
	name: 'enableRegoLookups',
	type: 'boolean',
	default: false,
	description:
		'Whether AutoGrab looks up the VIN of each customer who has a rego but no VIN. Each lookup costs money. With a VIN, AutoGrab can be certain that a listed car is the very same car.',
};

const lookupsNotice: INodeProperties = {
	displayName:
		"AutoGrab bills each lookup: one for every customer with a rego and no VIN. The operation 'Validate' counts them beforehand and sends nothing.",
	name: 'lookupsNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { enableRegoLookups: [true] } },
};

const mappingField: INodeProperties = {
	displayName: 'Column Mapping',
	name: 'columnMapping',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Column',
	default: {},
	description:
		'Only for columns whose names are not understood by themselves. All others are mapped automatically: Rego, VIN, State, Name, Mobile, Sale Date, Expiry Date and their usual other names.',
	options: [
		{
			displayName: 'Mapping',
			name: 'mappings',
			values: [
				{
					displayName: 'Customer Field',
					name: 'field',
					type: 'options',
					options: [
						{ name: 'Client Name', value: 'client_name' },
						{
							name: 'Expiry Date',
							value: 'expiry_date',
							description: 'Recapture deletes the customer on this day',
						},
						{ name: 'External ID', value: 'external_id' },
						{ name: 'Mobile Number', value: 'mobile_number' },
						{ name: 'Monitor End Date', value: 'monitor_end_date' },
						{ name: 'Monitor Start Date', value: 'monitor_start_date' },
						{ name: 'Rego (Number Plate)', value: 'rego' },
						{ name: 'Sale Date', value: 'sale_date' },
						{ name: 'State', value: 'state' },
						{ name: 'VIN', value: 'vin' },
					],
					default: 'rego',
				},
				{
					displayName: 'Column',
					name: 'column',
					type: 'string',
					default: '',
					placeholder: 'e.g. Number Plate',
					description: 'The header of the column, or the name of the field in the input items',
				},
			],
		},
	],
};

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Customers per Upload',
			name: 'customersPerUpload',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10000,
			description: 'Longer lists are split into several uploads of so many customers',
			displayOptions: forUploads,
		},
		{
			displayName: 'Date Order',
			name: 'dateOrder',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'The dates of the whole list decide, then the region of the credential',
				},
				{ name: 'Day, Month, Year', value: 'dmy', description: '31/12/2026' },
				{ name: 'Month, Day, Year', value: 'mdy', description: '12/31/2026' },
				{ name: 'Year, Month, Day', value: 'ymd', description: '2026/12/31' },
			],
			default: 'auto',
			description: 'How dates such as 03/04/2026 are meant',
		},
		{
			displayName: 'Delimiter',
			name: 'delimiter',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'auto' },
				{ name: 'Comma', value: ',' },
				{ name: 'Pipe', value: '|' },
				{ name: 'Semicolon', value: ';' },
				{ name: 'Tab', value: '\t' },
			],
			default: 'auto',
			description: 'What stands between the columns of the file',
			displayOptions: forFiles,
		},
		{
			displayName: 'Duplicate Rows',
			name: 'duplicateRows',
			type: 'options',
			options: [
				{ name: 'Keep', value: 'keep', description: 'Send the same vehicle more than once' },
				{ name: 'Skip', value: 'skip', description: 'Send a vehicle once, from its first row' },
			],
			default: 'skip',
			description:
				'What to do when the same vehicle is in the list twice: the same VIN, or the same rego and state',
		},
		{
			displayName: 'Encoding',
			name: 'encoding',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'auto' },
				{ name: 'UTF-16 BE', value: 'utf-16be' },
				{ name: 'UTF-16 LE', value: 'utf-16le' },
				{ name: 'UTF-8', value: 'utf-8' },
				{
					name: 'Windows-1252',
					value: 'windows-1252',
					description: 'Older Excel and dealer systems',
				},
			],
			default: 'auto',
			description: 'How the characters of the file are stored',
			displayOptions: forFiles,
		},
		{
			displayName: 'Existing Customers',
			name: 'existingCustomers',
			type: 'options',
			options: [
				{
					name: 'Skip',
					value: 'skip',
					description:
						'Leave out vehicles that Recapture already holds. Reads all customers first.',
				},
				{ name: 'Upload', value: 'upload', description: 'Send them, whatever Recapture holds' },
			],
			default: 'upload',
			description:
				'What to do with vehicles that Recapture already holds: the same VIN, or the same rego and state',
		},
		{
			displayName: 'Invalid Rows',
			name: 'invalidRows',
			type: 'options',
			options: [
				{
					name: 'Reject',
					value: 'reject',
					description: 'Send the valid rows; the others come out of the second output',
				},
				{ name: 'Stop', value: 'stop', description: 'Send nothing when any row is rejected' },
			],
			default: 'reject',
			description: 'What to do when some rows cannot be sent',
			displayOptions: forUploads,
		},
		{
			displayName: 'Max Rejected Rows',
			name: 'maxRejectedRows',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1000,
			description: 'How many rejected rows to output. All of them are counted.',
		},
		{
			displayName: 'Start at Row',
			name: 'startAtRow',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'Continue a list that was sent in part. Rows before this one are read, to know dates and duplicates, but neither sent nor counted. 1 is the first row after the headers.',
		},
		{
			displayName: 'Unmapped Columns',
			name: 'unmappedColumns',
			type: 'options',
			options: [
				{
					name: 'Ignore',
					value: 'ignore',
					description: 'Leave out columns that are no customer field',
				},
				{
					name: 'Send as Additional Fields',
					value: 'additionalFields',
					description: 'Keep them with the customer under their own names',
				},
			],
			default: 'additionalFields',
			description: 'What to do with columns that are no customer field',
		},
	],
};

/** The fields with which a list of customers is described, in the order in which the editor shows them. */
export const listFields: INodeProperties[] = [
	sourceField,
	binaryField,
	lookupsField,
	lookupsNotice,
	mappingField,
	optionsField,
];

/** The same, with the label that an upload gets. */
export const uploadFields: INodeProperties[] = [
	sourceField,
	binaryField,
	nameField,
	lookupsField,
	lookupsNotice,
	mappingField,
	optionsField,
];
