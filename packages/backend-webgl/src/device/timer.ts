import { BackendError, type OpTime } from '@striate/tensor';
import type { Device } from './Device';
import type { Texture } from './TexturePool';
import { until } from './until';

/** What EXT_disjoint_timer_query_webgl2 adds; TypeScript's own library does not know it. */
interface TimerQueries {
  readonly TIME_ELAPSED_EXT: number;
  readonly GPU_DISJOINT_EXT: number;
}

/**
 * Begins to time the draws of a device, by its own clock where the browser lets one see that; else by waiting for each draw, which
 * counts the way to the device and back. What it returns ends that.
 *
 * @throws {BackendError} at the end, if the device's clock was disturbed meanwhile.
 */
export function startTimer(device: Device): () => Promise<readonly OpTime[]> {
  const extension = device.gl.getExtension('EXT_disjoint_timer_query_webgl2') as TimerQueries | null;
  const { observer, times } = extension ? timeByQueries(device, extension) : timeByWaiting(device);
  device.observer = observer;
  return () => {
    device.observer = undefined;
    return times();
  };
}

interface Timer {
  readonly observer: NonNullable<Device['observer']>;
  readonly times: () => Promise<readonly OpTime[]>;
}

function timeByQueries(device: Device, { TIME_ELAPSED_EXT, GPU_DISJOINT_EXT }: TimerQueries): Timer {
  const { gl } = device;
  const { generation } = device.pool;
  let draws: { name: string; query: WebGLQuery }[] = [];
  // Asking forgets what was before.
  gl.getParameter(GPU_DISJOINT_EXT);
  return {
    observer: (name) => {
      const query = gl.createQuery();
      gl.beginQuery(TIME_ELAPSED_EXT, query);
      draws.push({ name, query });
      return () => gl.endQuery(TIME_ELAPSED_EXT);
    },
    times: async () => {
      // A lost context takes its queries along.
      const gone = () => gl.isContextLost() || device.pool.generation !== generation;
      if (gone()) draws = [];
      gl.flush();
      const last = draws.at(-1);
      await until(() => !last || gone() || gl.getQueryParameter(last.query, gl.QUERY_RESULT_AVAILABLE));
      const disturbed = gl.getParameter(GPU_DISJOINT_EXT) as boolean;
      const found = draws.map(({ name, query }): OpTime => {
        const ms = (gl.getQueryParameter(query, gl.QUERY_RESULT) as number) / 1e6;
        gl.deleteQuery(query);
        return { name, ms };
      });
      if (disturbed)
        throw new BackendError("webgl: the GPU's clock was disturbed while its draws were timed: try again");
      return gone() ? [] : found;
    },
  };
}

function timeByWaiting(device: Device): Timer {
  const found: OpTime[] = [];
  return {
    observer: (name, out) => {
      const begun = performance.now();
      return () => {
        waitFor(device, out);
        found.push({ name, ms: performance.now() - begun });
      };
    },
    times: async () => found,
  };
}

/** Waits by reading a texel of what was drawn, which is bound: `finish` does not wait in every browser. */
function waitFor({ gl, formats }: Device, { kind }: Texture): void {
  const { format, readType } = formats[kind];
  const texel = { float: Float32Array, int: Int32Array, byte: Uint32Array }[kind];
  gl.readBuffer(gl.COLOR_ATTACHMENT0);
  gl.readPixels(0, 0, 1, 1, format, readType, new texel(4));
}
