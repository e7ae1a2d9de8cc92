import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { AutoGrabRecaptureApi } from '../../credentials/AutoGrabRecaptureApi.credentials';

/** What n8n's engine asks for a credential: it has one, and signs with the real class. */
export function credentialsHelper(credential: ICredentialDataDecryptedObject) {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		getDecrypted: async () => credential,
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => await new AutoGrabRecaptureApi().authenticate(data, options),
	};
}
