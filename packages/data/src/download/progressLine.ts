/** How far a download is. */
export interface DownloadProgress {
  /** The file's name. */
  readonly name: string;
  readonly receivedBytes: number;
  /** The size of the whole file, where it is known. */
  readonly totalBytes?: number;
  readonly bytesPerSecond: number;
  /** How long it will take from now, where the size is known. */
  readonly secondsLeft?: number;
}

/** Turns counts of bytes into progress, at most ten times a second and at the end. */
export function progressMeter(
  name: string,
  onProgress: (progress: DownloadProgress) => void,
): (receivedBytes: number, totalBytes?: number) => void {
  const begin = performance.now();
  let start: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  return (receivedBytes, totalBytes) => {
    const now = performance.now();
    // What an earlier download left did not arrive in this time.
    start = start === undefined || receivedBytes < start ? receivedBytes : start;
    if (receivedBytes !== totalBytes && now - last < 100) return;
    last = now;
    const bytesPerSecond = (receivedBytes - start) / Math.max((now - begin) / 1000, 1e-3);
    const left = totalBytes === undefined ? undefined : totalBytes - receivedBytes;
    const secondsLeft =
      left === undefined || (bytesPerSecond === 0 && left > 0) ? undefined : left / (bytesPerSecond || 1);
    onProgress({ name, receivedBytes, totalBytes, bytesPerSecond, secondsLeft });
  };
}

/** `train.gz  12.3 of 26.4 MB  47 %  3.1 MB/s  0:05 left` */
export function progressLine({
  name,
  receivedBytes,
  totalBytes,
  bytesPerSecond,
  secondsLeft,
}: DownloadProgress): string {
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
  const of = totalBytes === undefined ? '' : ` of ${mb(totalBytes)}`;
  const percent = totalBytes ? `  ${Math.floor((100 * receivedBytes) / totalBytes)} %` : '';
  const eta = secondsLeft === undefined ? '' : `  ${clock(secondsLeft)} left`;
  return `${name}  ${mb(receivedBytes)}${of} MB${percent}  ${mb(bytesPerSecond)} MB/s${eta}`;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** On a terminal, a line that is written over again; elsewhere nothing. */
export function terminalProgress(): ((progress: DownloadProgress) => void) | undefined {
  const out = globalThis.process?.stderr;
  if (!out?.isTTY) return undefined;
  return (progress) => {
    const end = progress.receivedBytes === progress.totalBytes ? '\n' : '';
    out.write(`\r${progressLine(progress).slice(0, out.columns - 1)}\x1b[K${end}`);
  };
}
