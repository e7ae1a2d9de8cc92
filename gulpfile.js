const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const BUNDLED_LIBRARIES = ['csv-parse'];

/** csv-parse/stream takes these two from `node:stream/web`, which a verified node may not import; both are globals. */
const webStreamsAreGlobals = {
	name: 'web-streams-are-globals',
	setup(bundler) {
		bundler.onResolve({ filter: /^node:stream\/web$/ }, ({ path }) => ({
			path,
			namespace: 'globals',
		}));
		bundler.onLoad({ filter: /.*/, namespace: 'globals' }, () => ({
			contents: 'module.exports = { TransformStream, CountQueuingStrategy };',
		}));
	},
};

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Each node and the credential become one file that requires nothing but n8n-workflow: n8n installs nothing for us. */
async function bundle() {
	await build({
		entryPoints: ['nodes/**/*.node.ts', 'credentials/*.credentials.ts'],
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		external: ['n8n-workflow'],
		plugins: [webStreamsAreGlobals],
		logLevel: 'warning',
	});
}

function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'credentials/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** The MIT licence asks for its text wherever the code goes. */
async function licences() {
	for (const library of BUNDLED_LIBRARIES) {
		const target = join('dist', 'licenses', `${library}.txt`);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, await readFile(join('node_modules', library, 'LICENSE')));
	}
}

exports.build = series(clean, parallel(bundle, assets, licences));
exports.default = exports.build;
