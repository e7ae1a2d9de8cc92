/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
/** Whether a process with that id is there. */
export function isRunning(pid: number): boolean {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch {
		return false;
	}
}
