/** What tests import. */
export { startSimulator } from './simulator';
export type { Simulator } from './simulator';
export type { Controls } from './controls';
export { CHOICES, DEFAULT_SETTINGS } from './settings';
export type { Settings } from './settings';
export type { Fault, Repetition } from './http/faults';
export type { Watcher } from './http/watchers';
export type { LoggedRequest, RequestFilter } from './http/requestLog';
export type {
	CustomerRecord,
	KeyRecord,
	NewCustomer,
	Region,
	Sighting,
	SightingChanges,
} from './records';
export type { NewUpload, UploadRecord } from './store/uploads';
export { REFUSALS } from './rules/refusals';
