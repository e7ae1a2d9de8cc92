import { execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `npm run scan`: what n8n's scanner will say of the published package, said before it is published: of the source, and
 * of the tarball. The scanner is installed on the first run, from its own lock file.
 */

const root = resolve(import.meta.dirname, '../..');
const installation = join(root, '.n8n/scan');

install();
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
	pathToFileURL(join(installation, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs'))
		.href
);

const packed = mkdtempSync(join(tmpdir(), 'recapture-scan-'));
execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
const [{ filename }] = JSON.parse(
	execFileSync('npm', ['pack', '--json', '--pack-destination', packed], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'ignore'],
	}),
);
execFileSync('tar', ['xzf', join(packed, filename), '-C', packed]);

await scan('source', root, SOURCE_FILE_PATTERNS);
await scan('tarball', join(packed, 'package'), ['**/*.js', 'package.json']);
rmSync(packed, { recursive: true, force: true });

async function scan(name, folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	console.log(`${name}: ${passed ? 'nothing found' : message}`);
	if (passed) return;
	console.log(details);
	process.exitCode = 1;
}

function install() {
	const lock = readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8');
	const marker = join(installation, 'installed');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
	console.log("Installing n8n's scanner (some 220 MB) …");
	mkdirSync(installation, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		cpSync(join(import.meta.dirname, name), join(installation, name));
	}
	execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: installation,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	writeFileSync(marker, lock);
}
