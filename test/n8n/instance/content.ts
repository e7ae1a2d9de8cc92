import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

/** As in a workflow file that people import. */
export interface WorkflowJson {
	/** At most 21 characters: n8n does not keep trigger memory for longer ones. */
	id: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
	active: boolean;
	settings: IWorkflowSettings;
}

export interface CredentialJson {
	id: string;
	name: string;
	type: string;
	/** Not encrypted; n8n does that on import. */
	data: Record<string, string | number | boolean>;
}
