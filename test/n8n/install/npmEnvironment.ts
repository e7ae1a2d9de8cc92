/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
/**
 * The environment for an npm of its own. `npm run` tells its scripts about the project that they belong to;
 * an npm that works in another folder must not hear of it.
 */
export function npmEnvironment(changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^npm_(package|lifecycle|command|execpath|node)|^INIT_CWD$|^NODE_ENV$/i.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		npm_config_local_prefix: undefined,
		npm_config_ignore_scripts: undefined,
		...changes,
	};
}
