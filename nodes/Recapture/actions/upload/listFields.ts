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
			name: 'File (CSV or Excel)',
			value: 'file',
			description: 'Each input item has a CSV or Excel file; each file is a list of its own',
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
	hint: 'The name of the input field that has the file',
	displayOptions: { show: { source: ['file'] } },
};

const nameField: INodeProperties = {
	displayName: 'Upload Name',
	name: 'name',
	type: 'string',
	default: "={{ $binary?.data?.fileName ?? $workflow.name }} {{ $now.toFormat('yyyy-MM-dd') }}",
	placeholder: 'e.g. March sales',
	description:
		'A label for the upload in AutoGrab. The default is the name of the file or the workflow, and the date.',
};

const lookupsField: INodeProperties = {
	displayName: 'Look Up VINs',
	name: 'enableRegoLookups',
	type: 'boolean',
	default: false,
	description:
		'Whether AutoGrab looks up the VIN of each customer who has a rego but no VIN. Each VIN lookup costs money. With a VIN, AutoGrab can identify a listed vehicle with certainty.',
};

const lookupsNotice: INodeProperties = {
	displayName:
		"AutoGrab charges one VIN lookup for each customer with a rego and no VIN. Run 'Validate' first to see how many. It sends nothing.",
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
		'Only for columns whose names are not recognised. All others are mapped automatically: Rego, VIN, State, Name, Mobile, Sale Date, Expiry Date and similar headers.',
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
						{
							name: 'Additional Field',
							value: 'additional_fields',
							description: 'Send the column as an additional field, whatever its header is',
						},
						{ name: 'Client Name', value: 'client_name' },
						{
							name: 'Expiry Date',
							value: 'expiry_date',
							description: 'AutoGrab deletes the customer on this day',
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
					// Dragging a column from the input then enters its name, not an expression for its value.
					requiresDataPath: 'single',
					default: '',
					placeholder: 'e.g. Number Plate',
					description:
						'The header of the column, or the name of the field in the input items. Enter the name, not an expression.',
				},
			],
		},
	],
};

/** How a list is read and sent, in alphabetical order. */
export const listOptions: INodeProperties[] = [
	{
		displayName: 'Customers per Upload',
		name: 'customersPerUpload',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10000,
		description: 'Longer lists are split into several uploads of this size',
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
				description: 'Detected from all dates of the list, then from the region of the credential',
			},
			{ name: 'Day, Month, Year', value: 'dmy', description: '31/12/2026' },
			{ name: 'Month, Day, Year', value: 'mdy', description: '12/31/2026' },
			{ name: 'Year, Month, Day', value: 'ymd', description: '2026/12/31' },
		],
		default: 'auto',
		description: 'How to read dates such as 03/04/2026',
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
		description: 'The character between the columns of a CSV file',
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
			'What to do when the same vehicle is in the list twice: the same VIN, or, unless both have a VIN, the same rego and state',
	},
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto' },
			{ name: 'Big5', value: 'big5', description: 'Traditional Chinese' },
			{
				name: 'GB 18030',
				value: 'gb18030',
				description: 'Simplified Chinese, also GBK and GB2312',
			},
			{ name: 'Mac OS Roman', value: 'macintosh', description: 'Excel for Mac, older versions' },
			{ name: 'UTF-16 BE', value: 'utf-16be' },
			{ name: 'UTF-16 LE', value: 'utf-16le' },
			{ name: 'UTF-8', value: 'utf-8' },
			{
				name: 'Windows-1252',
				value: 'windows-1252',
				description: 'Western European, older Excel and dealer systems',
			},
		],
		default: 'auto',
		description: 'The character encoding of a CSV file',
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
				description: 'Do not send vehicles that AutoGrab already holds. Reads all customers first.',
			},
			{ name: 'Upload', value: 'upload', description: 'Send all vehicles' },
		],
		default: 'skip',
		description:
			'What to do with vehicles that AutoGrab already holds: the same VIN, or, unless both have a VIN, the same rego and state. Without this option they are sent.',
	},
	{
		displayName: 'Invalid Rows',
		name: 'invalidRows',
		type: 'options',
		options: [
			{
				name: 'Reject',
				value: 'reject',
				description: 'Send the valid rows and return the others on the second output',
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
		description: 'How many rejected rows and duplicates to output. All of them are counted.',
	},
	{
		displayName: 'Sheet',
		name: 'sheet',
		type: 'string',
		default: '',
		placeholder: 'e.g. Customers',
		description:
			'The name of the sheet in an Excel file. By default, the visible sheet whose headers name a vehicle.',
		displayOptions: forFiles,
	},
	{
		displayName: 'Start at Row',
		name: 'startAtRow',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description:
			'Continue a list that was sent in part. Rows before this one are read to detect date order and duplicates, but they are not sent or counted. 1 is the first row after the headers.',
	},
	{
		displayName: 'Unmapped Columns',
		name: 'unmappedColumns',
		type: 'options',
		options: [
			{
				name: 'Ignore',
				value: 'ignore',
				description: 'Do not send columns that are not a customer field',
			},
			{
				name: 'Send as Additional Fields',
				value: 'additionalFields',
				description: 'Keep them with the customer under their own names',
			},
		],
		default: 'additionalFields',
		description: 'What to do with columns that are not a customer field',
	},
];

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: listOptions,
};

const validateNotice: INodeProperties = {
	displayName:
		"Run 'Validate' first to see what an upload would do. It checks the same list and sends nothing.",
	name: 'validateNotice',
	type: 'notice',
	default: '',
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
	validateNotice,
	sourceField,
	binaryField,
	nameField,
	lookupsField,
	lookupsNotice,
	mappingField,
	optionsField,
];
