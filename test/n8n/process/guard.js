/**
 * Runs one command and makes sure that nothing of it stays behind. The one who starts this script holds its
 * standard input open; when that closes, for whatever reason (stop, Ctrl-C, a crash, even `kill -9`), the
 * command and all its children are ended. This cannot be done from the starting process itself: it may be
 * gone before it gets a chance, and inside Jest it does not hear signals.
 *
 * node guard.js <milliseconds for a friendly end> <command> [arguments]
 */
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const [graceMs, command, ...args] = process.argv.slice(2);
// The starter makes this script the leader of a process group of its own.
const group = -process.pid;
let abandoned = false;

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.on('error', (error) => {
	console.error(`${command} could not be started: ${error.message}`);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	if (abandoned) process.kill(group, 'SIGKILL');
	process.exit(code ?? 128 + constants.signals[signal]);
});

// The group's signals are for the others: this process ends last.
process.on('SIGTERM', () => {});

process.stdin.resume();
process.stdin.on('error', abandon);
process.stdin.on('close', abandon);

function abandon() {
	if (abandoned) return;
	abandoned = true;
	process.kill(group, 'SIGTERM');
	setTimeout(() => process.kill(group, 'SIGKILL'), Number(graceMs));
}
