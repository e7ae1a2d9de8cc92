import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

/** The items that a node put out, output by output, in its last run. */
export function outputsOf(run: IRun, nodeName: string): INodeExecutionData[][] {
	const last = run.data.resultData.runData[nodeName]?.at(-1);
	if (last === undefined) throw new Error(`${nodeName} did not run: ${errorOf(run)}`);
	if (last.error) throw new Error(`${nodeName} failed: ${last.error.message}`);
	return (last.data?.main ?? []).map((items) => items ?? []);
}

export function jsonOf(items: INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}

/** The sentence that a user sees when the run failed; undefined when it did not. */
export function errorOf(run: IRun): string | undefined {
	return run.data.resultData.error?.message;
}
