import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { failure, success, type Outcome } from '../../outcome';
import { pause } from '../../transport/connection';
import { STOPPED } from '../../transport/failures';
import { STANDS_STILL_MS } from '../../uploads/completion';
import { uploadIdField } from '../fields';
import type { ItemProblem, Run } from '../operation';
import { follow, isUndecided, look, standingOf, type FollowedUpload } from './followedUpload';
import { report, type FoundUpload } from './statusReport';
import { expectedCustomersField, readUploadsToFollow } from './uploadsToFollow';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['status'], operation: ['get'] } },
	[uploadIdField, expectedCustomersField],
);

/** Reads each upload once, and a second time where counters that are equal must prove to stand still. */
export async function execute(
	{ context, connection }: Run,
	item: number,
): Promise<Outcome<IDataObject[], ItemProblem>> {
	const asked = readUploadsToFollow(context, item);
	if (!asked.ok) return asked;
	const uploads = follow(asked.value);
	for (const upload of uploads) await look(connection, upload, () => 0);
	const undecided = uploads.filter(isUndecided);
	if (undecided.length > 0) {
		if ((await pause(connection, STANDS_STILL_MS)) !== 'over') return failure(STOPPED);
		for (const upload of undecided) await look(connection, upload, () => STANDS_STILL_MS);
	}
	return report(context, item, uploads.map(toFound));
}

function toFound(upload: FollowedUpload): FoundUpload {
	const { id } = upload;
	const standing = standingOf(upload);
	return { id, standing, outcome: standing.ok ? success(standing.value.progress) : standing };
}
