import type { CredentialJson, WorkflowJson } from '../n8n/instance/content';
import { credential, file, inARow, recapture, type Step } from '../n8n/workflows';
import type { Simulator } from '../simulator';
import type { FileFormat } from './customerFile';

/** The two workflows that the benchmark in a real n8n compares, started by a webhook as by a schedule. */

export const WEBHOOK_PATH = 'bench';
const CUSTOMERS_PER_UPLOAD = 10_000;

interface Content {
	readonly credentials: CredentialJson[];
	readonly workflow: WorkflowJson;
}

export function nodeWorkflow({ apiKey, url }: Simulator, format: FileFormat): Content {
	const parameters = { resource: 'upload', operation: 'create', source: 'file', name: 'Bench' };
	return {
		credentials: [credential({ apiKey, region: 'au', baseUrl: url }, CREDENTIAL_ID)],
		workflow: inARow('Node', [
			WEBHOOK,
			file(`customers.${format}`),
			recapture(parameters, CREDENTIAL_ID),
		]),
	};
}

/** What people build without the node: every row becomes an item, a script makes batches of them. It checks nothing. */
export function chainWorkflow({ apiKey, url }: Simulator, format: FileFormat): Content {
	const header = { id: CREDENTIAL_ID, name: 'AutoGrab key' };
	return {
		credentials: [{ ...header, type: 'httpHeaderAuth', data: { name: 'ApiKey', value: apiKey } }],
		workflow: inARow('Chain', [
			WEBHOOK,
			file(`customers.${format}`),
			{
				name: 'Extract From File',
				type: 'n8n-nodes-base.extractFromFile',
				typeVersion: 1,
				parameters: { operation: format, options: {} },
			},
			{
				name: 'Code',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: BATCHES },
			},
			{
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `${url}/v2/recapture/upload?region=au`,
					authentication: 'genericCredentialType',
					genericAuthType: 'httpHeaderAuth',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
					options: { batching: { batch: { batchSize: 1, batchInterval: 0 } } },
				},
				credentials: { httpHeaderAuth: header },
			},
		]),
	};
}

const CREDENTIAL_ID = 'benchCredential';

const WEBHOOK: Step = {
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: WEBHOOK_PATH,
	parameters: {
		httpMethod: 'POST',
		path: WEBHOOK_PATH,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	},
};

const BATCHES = `
// Of an Excel file, n8n gives dates as numbers.
const day = (value) =>
	typeof value === 'number' ? new Date((value - 25569) * 86400000).toISOString().slice(0, 10) : value;
const customers = $input.all().map(({ json: row }) => ({
	rego: row['Number Plate'],
	state: row['Rego State'],
	vin: row['VIN'],
	client_name: row['Customer'],
	mobile_number: row['Mobile'],
	sale_date: day(row['Sale Date']),
	expiry_date: day(row['Policy Expiry']),
	additional_fields: { Branch: row['Branch'], Vehicle: row['Vehicle'] },
}));
const batches = [];
for (let start = 0; start < customers.length; start += ${CUSTOMERS_PER_UPLOAD}) {
	const batch = customers.slice(start, start + ${CUSTOMERS_PER_UPLOAD});
	batches.push({ json: { name: 'Bench', enable_rego_lookups: false, customers: batch } });
}
return batches;
`;
