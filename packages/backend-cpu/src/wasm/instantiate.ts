import { BackendError } from '@striate/tensor';
import { base64 } from './bytes.generated';
import type { WasmExports } from './exports.generated';

let compiled: WebAssembly.Module | undefined;

/** Compiles the kernels once a process and instantiates them on `memory`, at once. */
export function instantiate(memory: WebAssembly.Memory): WasmExports {
  if (!compiled) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
    try {
      compiled = new WebAssembly.Module(bytes);
    } catch (cause) {
      throw new BackendError('cpu: this JavaScript engine cannot compile WebAssembly with 128-bit SIMD', { cause });
    }
  }
  const abort = () => {
    throw new BackendError('cpu: a kernel aborted');
  };
  return new WebAssembly.Instance(compiled, { env: { memory, abort } }).exports as unknown as WasmExports;
}
