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
				description: "A customer's vehicle was seen for sale. One item for each sighting.",
			},
			{
				name: 'Sighting Changed',
				value: 'sightingChanged',
				description:
					'The price, title, link or seller type of a known sighting changed. One item for each sighting.',
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
			"In most cases, use 'Wait Until Complete' after 'Upload Customers' instead. This trigger is for uploads whose IDs you know when you publish the workflow.",
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
			"The IDs of the uploads, as returned by 'Upload Customers', separated by commas or lines. Each upload starts the workflow once, also if it was already complete. It is complete when two polls in a row report the same numbers. A cancelled upload never completes.",
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
				description: 'Only customers of this upload',
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
				description: 'Maximum number of items per poll. The rest follows at the next poll.',
			},
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_PAGE_SIZE,
				description: 'How many customers to request from AutoGrab at a time',
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
						description: 'Also sightings that exist when the workflow is published, once each',
					},
					{
						name: 'Now',
						value: 'now',
						description: 'Only sightings that appear after the workflow is published',
					},
				],
				default: 'now',
				description: 'Which sightings start the workflow',
				displayOptions: { show: { '/event': ['customerSighted'] } },
			},
		],
	},
];
