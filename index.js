// n8n finds the nodes through the "n8n" part of package.json. Whoever requires the package gets their classes.
module.exports = {
	...require('./dist/credentials/AutoGrabRecaptureApi.credentials.js'),
	...require('./dist/nodes/Recapture/Recapture.node.js'),
	...require('./dist/nodes/Recapture/RecaptureTrigger.node.js'),
};
