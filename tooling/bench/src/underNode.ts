import { spawnSync } from 'node:child_process';

/** Runs this program again under another version of Node.js, which npx fetches; the exit code. */
export function underNode(version: string, argv: readonly string[]): number {
  // Full addresses: the other Node.js need not be where this one is.
  const program = ['--import', import.meta.resolve('tsx'), new URL('index.ts', import.meta.url).pathname];
  const args = ['--yes', '--package', `node@${version}`, 'node', ...program, ...withoutNode(argv)];
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const { status, error } = spawnSync('npx', args, { stdio: 'inherit', env });
  if (error) throw error;
  return status ?? 1;
}

/** The arguments without `--node VERSION`, or the other run would start a third. */
export function withoutNode(argv: readonly string[]): string[] {
  return argv.filter((arg, i) => arg !== '--node' && argv[i - 1] !== '--node' && !arg.startsWith('--node='));
}
