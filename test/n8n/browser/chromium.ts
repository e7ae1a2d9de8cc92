/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Where Debian, GitHub's runners and macOS have it. Playwright's own download is not used. */
const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts the Chromium of this computer, without a window, and without a way to any other computer. */
export async function startChromium(): Promise<Browser> {
	return await chromium.launch({
		executablePath: findChromium(),
		args: [
			'--disable-gpu',
			'--disable-background-networking',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
		],
	});
}

function findChromium(): string {
	const named = process.env.RECAPTURE_CHROMIUM;
	const places = named ? [named] : USUAL_PLACES;
	const found = places.find((place) => existsSync(place));
	if (found !== undefined) return found;
	throw new Error(
		`There is no Chromium on this computer, looked for in ${places.join(', ')}. ` +
			'On Debian: apt-get install chromium. Elsewhere: put the path of a Chromium or Chrome into the variable RECAPTURE_CHROMIUM.',
	);
}
