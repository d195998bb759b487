import { sleep } from './sleep';

type FileSystem = typeof import('node:fs/promises');

/** A holder touches its lock this often, in milliseconds … */
const heartbeat = 1000;
/** … so one that nobody has touched for so long was left by a process that is gone. */
const patience = 8000;

/**
 * Runs `body` while holding a lock file, after whoever holds it.
 *
 * A holder is gone if its process is, or if the file's time stands still on our own clock: process numbers and clocks of other machines
 * and containers mean nothing here.
 */
export async function withLock<T>(
  fs: FileSystem,
  path: string,
  body: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const mine = `${hostname()} ${process.pid} ${crypto.randomUUID()}`;
  await acquire(fs, path, mine, signal);
  const touch = setInterval(() => {
    const now = new Date();
    fs.utimes(path, now, now).catch(() => {});
  }, heartbeat);
  touch.unref();
  try {
    return await body();
  } finally {
    clearInterval(touch);
    if ((await holder(fs, path))?.text === mine) await fs.rm(path, { force: true });
  }
}

async function acquire(fs: FileSystem, path: string, mine: string, signal?: AbortSignal): Promise<void> {
  let [seen, since] = [0, 0];
  for (;;) {
    signal?.throwIfAborted();
    if (await create(fs, path, mine)) return;
    const other = await holder(fs, path);
    if (!other) continue; // given back in the meantime
    if (other.time !== seen) [seen, since] = [other.time, performance.now()];
    if (isGone(other.text) || performance.now() - since > patience) await takeAway(fs, path, other.text);
    else await sleep(50, signal);
  }
}

async function create(fs: FileSystem, path: string, text: string): Promise<boolean> {
  return fs.writeFile(path, text, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function holder(fs: FileSystem, path: string): Promise<{ text: string; time: number } | undefined> {
  try {
    return { text: await fs.readFile(path, 'utf8'), time: (await fs.stat(path)).mtimeMs };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isGone(text: string): boolean {
  const [host, pid] = text.split(' ');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0); // sends nothing
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Removes an abandoned lock. Several may try at once: one that got hold of the next holder's gives it back. */
async function takeAway(fs: FileSystem, path: string, text: string): Promise<void> {
  const moved = `${path}.${crypto.randomUUID()}`;
  try {
    await fs.rename(path, moved);
  } catch {
    return; // somebody else was faster
  }
  if ((await fs.readFile(moved, 'utf8')) !== text) await fs.link(moved, path).catch(() => {});
  await fs.rm(moved, { force: true });
}

function hostname(): string {
  return process.getBuiltinModule('node:os').hostname();
}
