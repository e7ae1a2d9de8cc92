const { transformSync } = require('esbuild');

/** hucre has ES modules only, and Jest loads CommonJS. */
module.exports = {
	process: (source, path) =>
		transformSync(source, { format: 'cjs', target: 'node20', sourcefile: path }),
};
