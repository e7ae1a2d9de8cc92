const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const allPhoneMetadata = require('libphonenumber-js/min/metadata');

const BUNDLED_LIBRARIES = ['csv-parse', 'hucre', 'libphonenumber-js'];

const PHONE_METADATA = 'nodes/Recapture/values/phoneMetadata.json';
const PHONE_COUNTRIES = { 61: 'AU', 64: 'NZ', 44: 'GB', 60: 'MY' };

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** What libphonenumber knows of the countries of Recapture: 5 KB instead of 80. Tests read the file too, so it is kept. */
async function phoneMetadata() {
	const countries = Object.values(PHONE_COUNTRIES);
	const metadata = {
		version: allPhoneMetadata.version,
		country_calling_codes: Object.fromEntries(
			Object.entries(PHONE_COUNTRIES).map(([callingCode, country]) => [callingCode, [country]]),
		),
		countries: Object.fromEntries(
			countries.map((country) => [country, allPhoneMetadata.countries[country]]),
		),
		nonGeographic: {},
	};
	const json = `${JSON.stringify(metadata, null, '\t')}\n`;
	const written = await readFile(PHONE_METADATA, 'utf8').catch(() => '');
	if (written !== json) await writeFile(PHONE_METADATA, json);
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
		logLevel: 'warning',
	});
}

function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'credentials/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** Their licences ask for their text wherever the code goes; a library may have one for its code and one for its data. */
async function licences() {
	for (const library of BUNDLED_LIBRARIES) {
		const source = join('node_modules', library);
		const names = (await readdir(source)).filter((name) => name.startsWith('LICENSE'));
		const texts = await Promise.all(names.map((name) => readFile(join(source, name), 'utf8')));
		const target = join('dist', 'licenses', `${library}.txt`);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, texts.join('\n\n'));
	}
}

exports.build = series(parallel(clean, phoneMetadata), parallel(bundle, assets, licences));
exports.default = exports.build;
