import type { INodeProperties } from 'n8n-workflow';

export const DEFAULT_PAGE_SIZE = 100;
export const DEFAULT_MAX_EVENTS = 100;

const SIGHTINGS = ['customerSighted', 'sightingChanged'];

export const fields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Customer Sighted',
				value: 'customerSighted',
				description: "A customer's car was seen for sale. One item for each sighting.",
			},
			{
				name: 'Sighting Changed',
				value: 'sightingChanged',
				description:
					'The price, title, link or kind of seller of a known sighting changed. One item for each sighting.',
			},
			{
				name: 'Upload Completed',
				value: 'uploadCompleted',
				description: 'AutoGrab has processed a whole list, with or without errors',
			},
		],
		default: 'customerSighted',
	},
	{
		displayName:
			"Set 'Mode' above to 'Every Hour'. Every poll reads all your customers from AutoGrab, and AutoGrab counts the requests.",
		name: 'pollTimesNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { event: SIGHTINGS } },
	},
	{
		displayName:
			"Most people need 'Wait Until Complete' after 'Upload' instead. This trigger is for uploads whose IDs you know when you publish the workflow.",
		name: 'uploadCompletedNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { event: ['uploadCompleted'] } },
	},
	{
		displayName: 'Upload IDs',
		name: 'uploadIds',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. 99aa2d8e-348b-4321-beeb-f2fa67bab3eb',
		description:
			"The IDs of the uploads, as 'Upload Customers' returned them, separated by commas or lines. Each one starts the workflow once, also when it was complete before. It counts as complete when two polls in a row see the same numbers. An upload that was cancelled never completes.",
		displayOptions: { show: { event: ['uploadCompleted'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { event: SIGHTINGS } },
		options: [
			{
				displayName: 'Upload ID',
				name: 'uploadId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 99aa2d8e-348b-4321-beeb-f2fa67bab3eb',
				description: 'Watch only customers of this upload',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Max Events per Poll',
				name: 'maxEventsPerPoll',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_MAX_EVENTS,
				description:
					'How many items one run of the workflow gets at most. The rest follows at the next poll.',
			},
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_PAGE_SIZE,
				description: 'How many customers to ask AutoGrab for at a time',
				displayOptions: { show: { '/event': SIGHTINGS } },
			},
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'options',
				options: [
					{
						name: 'Existing',
						value: 'existing',
						description:
							'Also the sightings that are there when the workflow is published, once each',
					},
					{
						name: 'Now',
						value: 'now',
						description: 'Only sightings that come after the workflow is published',
					},
				],
				default: 'now',
				description: 'Which sightings start the workflow',
				displayOptions: { show: { '/event': ['customerSighted'] } },
			},
		],
	},
];
