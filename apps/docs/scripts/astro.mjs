// Runs astro, which is to say nothing to anybody but the person at the terminal.
import { spawnSync } from 'node:child_process';

const options = { stdio: 'inherit', shell: process.platform === 'win32' };
const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
process.exit(spawnSync('astro', process.argv.slice(2), { ...options, env }).status ?? 1);
