import { BackendError } from '@striate/tensor';

/** How long a browser may take to give a lost context back. */
const patience = 30_000;

/** Settles when a lost context is there again; rejects when it does not come back. */
export function awaitContext(gl: WebGL2RenderingContext): Promise<void> {
  const { canvas } = gl;
  return new Promise((resolve, reject) => {
    const restored = () => {
      clearTimeout(timer);
      canvas.removeEventListener('webglcontextrestored', restored);
      resolve();
    };
    const timer = setTimeout(() => {
      canvas.removeEventListener('webglcontextrestored', restored);
      reject(
        new BackendError(`webgl: the context of the GPU was lost and did not come back within ${patience / 1000} s`),
      );
    }, patience);
    canvas.addEventListener('webglcontextrestored', restored);
  });
}
