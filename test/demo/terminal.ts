/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */

/** Writes to the terminal: colours and a moving bar where it has them, plain lines where it has not. */

const isTerminal = process.stdout.isTTY === true;
const hasColour = (isTerminal && !process.env.NO_COLOR) || Boolean(process.env.FORCE_COLOR);

const paint = (code: number) => (text: string) =>
	hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);

export function say(line = ''): void {
	process.stdout.write(`${line}\n`);
}

const BAR_WIDTH = 40;

let lastPercent = 0;

/** Draws the bar over itself in a terminal; elsewhere a line for each quarter of the way. */
export function drawBar(percent: number, label: string): void {
	const filled = Math.round((percent / 100) * BAR_WIDTH);
	const bar = `${green('█'.repeat(filled))}${dim('░'.repeat(BAR_WIDTH - filled))}`;
	const line = `  ${bar} ${String(percent).padStart(5)} %  ${label}`;
	if (isTerminal) process.stdout.write(`\r${line}\u001b[K`);
	else if (Math.floor(percent / 25) > Math.floor(lastPercent / 25)) say(line);
	lastPercent = percent;
}

export function endBar(): void {
	if (isTerminal) say();
	lastPercent = 0;
}
