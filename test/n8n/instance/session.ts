/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import type { ICredentialType, INodeTypeDescription, IRun } from 'n8n-workflow';

import type { N8nInstallation } from '../install/installN8n';
import type { CredentialJson, WorkflowJson } from './content';
import { n8nLibrary } from './n8nLibrary';
import type { Owner } from './owner';

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

export interface StoredRun {
	readonly id: string;
	readonly status: string;
	readonly startedAt: string;
	/** Also what n8n had not yet handed to a node when it was cut off. */
	readonly data: string;
}

interface SavedWorkflow extends WorkflowJson {
	versionId: string;
}

interface PublicSettings {
	userManagement: { showSetupOnFirstLoad: boolean };
}

const EXECUTION_WITHIN_MS = 60_000;
const UNFINISHED = ['new', 'running', 'waiting'];

/** n8n's own REST API as the editor uses it, signed in as the owner. */
export class Session {
	private constructor(
		private readonly http: AxiosInstance,
		private readonly installation: N8nInstallation,
	) {}

	static async open(url: string, owner: Owner, installation: N8nInstallation): Promise<Session> {
		const { headers } = await signIn(url, owner);
		const cookie = (headers['set-cookie'] ?? []).map((text) => text.split(';')[0]).join('; ');
		const http = axios.create({ baseURL: url, headers: { cookie } });
		// n8n says in the body what is wrong; axios would only tell the status.
		http.interceptors.response.use(undefined, (error: Error & { response?: { data: unknown } }) =>
			Promise.reject(new Error(`${error.message}: ${JSON.stringify(error.response?.data)}`)),
		);
		return new Session(http, installation);
	}

	/** What the editor does when a credential is saved: saves it and tests it. */
	async testCredential(credential: CredentialJson): Promise<CredentialTest> {
		const credentials = { ...credential, id: await this.createCredential(credential) };
		return await this.post<CredentialTest>('/rest/credentials/test', { credentials });
	}

	/** Returns n8n's id for it; the one in the JSON does not count. */
	async createCredential({ name, type, data }: CredentialJson): Promise<string> {
		return (await this.post<{ id: string }>('/rest/credentials', { name, type, data })).id;
	}

	/** The versions in which n8n has a node. */
	async versionsOf(nodeType: string): Promise<number[]> {
		const { data } = await this.http.get<INodeTypeDescription[]>('/types/nodes.json');
		return data.filter(({ name }) => name === nodeType).flatMap(({ version }) => version);
	}

	/** A type of credentials as the editor gets it, with what n8n adds. */
	async credentialType(typeName: string): Promise<ICredentialType> {
		const { data } = await this.http.get<ICredentialType[]>('/types/credentials.json');
		const found = data.find(({ name }) => name === typeName);
		if (found === undefined) throw new Error(`n8n has no credentials of the type ${typeName}`);
		return found;
	}

	/** Saves the workflow, runs it from its trigger as *Execute workflow* does, and waits for the end. */
	async run(workflow: WorkflowJson): Promise<IRun> {
		const saved = await this.saved(workflow);
		const trigger = workflow.nodes.find(({ type }) => /trigger/i.test(type));
		const { executionId } = await this.post<{ executionId: string }>(
			`/rest/workflows/${saved.id}/run`,
			{ workflowData: saved, triggerToStartFrom: { name: trigger?.name } },
		);
		return await this.finishedExecution(executionId);
	}

	/** Saves the workflow; returns its id. */
	async save(workflow: WorkflowJson): Promise<string> {
		return (await this.saved(workflow)).id;
	}

	/** Saves the workflow and makes it active; returns its id. */
	async publish(workflow: WorkflowJson): Promise<string> {
		const saved = await this.saved(workflow);
		const { id, versionId } = saved;
		await this.post(`/rest/workflows/${id}/activate`, { versionId });
		return id;
	}

	/** Saves other nodes in the place of the old ones, as the editor does, and publishes them. */
	async publishAgain(workflowId: string, { nodes, connections }: WorkflowJson): Promise<void> {
		const path = `/rest/workflows/${workflowId}`;
		const { data: before } = await this.http.get<{ data: SavedWorkflow }>(path);
		const { versionId } = before.data;
		const { data: after } = await this.http.patch<{ data: SavedWorkflow }>(path, {
			nodes,
			connections,
			versionId,
		});
		await this.post(`${path}/activate`, { versionId: after.data.versionId });
	}

	/** Its trigger starts it no more. */
	async unpublish(workflowId: string): Promise<void> {
		await this.post(`/rest/workflows/${workflowId}/deactivate`, {});
	}

	/** The button in the list of executions. */
	async retry(runId: string): Promise<void> {
		await this.post(`/rest/executions/${runId}/retry`, { loadWorkflow: false });
	}

	/** Runs that the workflow's own trigger has started so far, the oldest first. */
	async finishedRuns(workflowId: string): Promise<IRun[]> {
		const ids = await this.idsOfRuns(workflowId);
		return await Promise.all(ids.map(async (id) => await this.finishedExecution(id)));
	}

	/** The same, however they ended or stand, with their data as n8n stores it. */
	async storedRuns(workflowId: string): Promise<StoredRun[]> {
		const ids = await this.idsOfRuns(workflowId);
		return await Promise.all(
			ids.map(
				async (id) =>
					(await this.http.get<{ data: StoredRun }>(`/rest/executions/${id}`)).data.data,
			),
		);
	}

	private async idsOfRuns(workflowId: string): Promise<string[]> {
		const { data } = await this.http.get<{ data: { results: Array<{ id: string }> } }>(
			'/rest/executions',
			{ params: { filter: JSON.stringify({ workflowId }), limit: 100 } },
		);
		const ids = data.data.results.map(({ id }) => Number(id));
		return ids.sort((a, b) => a - b).map(String);
	}

	private async saved(workflow: WorkflowJson): Promise<SavedWorkflow> {
		// n8n gives a new id.
		return await this.post<SavedWorkflow>('/rest/workflows', { ...workflow, id: undefined });
	}

	private async finishedExecution(id: string): Promise<IRun> {
		for (const startedAt = Date.now(); Date.now() - startedAt < EXECUTION_WITHIN_MS; ) {
			const { data } = await this.http.get<{ data: Omit<IRun, 'data'> & { data: string } }>(
				`/rest/executions/${id}`,
			);
			const execution = data.data;
			const runData = this.unflatten(execution.data) as IRun['data'] | undefined;
			// An older n8n saves the status first, and what it has to tell a moment later.
			if (!UNFINISHED.includes(execution.status) && runData !== undefined) {
				return { ...execution, data: runData };
			}
			await sleep(100);
		}
		throw new Error(`Execution ${id} did not end within ${EXECUTION_WITHIN_MS / 1000} s`);
	}

	/** n8n stores run data in the format of the library `flatted`, which it brings. */
	private unflatten(text: string): unknown {
		const flatted = n8nLibrary<{ parse(text: string): unknown }>(this.installation, 'flatted');
		return flatted.parse(text);
	}

	private async post<T>(path: string, body: unknown): Promise<T> {
		return (await this.http.post<{ data: T }>(path, body)).data.data;
	}
}

/** An n8n that has no owner yet gets this one, as in the form that it shows at first: an older one reads none from its settings. */
async function signIn(url: string, { email, password }: Owner): Promise<AxiosResponse> {
	const { data } = await axios.get<{ data: PublicSettings }>(`${url}/rest/settings`);
	if (!data.data.userManagement.showSetupOnFirstLoad) {
		return await axios.post(`${url}/rest/login`, { emailOrLdapLoginId: email, password });
	}
	const names = { firstName: 'Example', lastName: 'Dealer' };
	return await axios.post(`${url}/rest/owner/setup`, { email, password, ...names });
}
