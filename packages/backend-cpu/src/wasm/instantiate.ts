import { BackendError } from '@striate/tensor';
import { base64, sharedFlag } from './bytes.generated';
import type { WasmExports } from './exports.generated';

const compiled = new Map<boolean, WebAssembly.Module>();

/**
 * Compiles the kernels, at once and once a process, for a memory that is shared or not: an instance takes one kind only, and the
 * module says which in one byte.
 *
 * @throws {BackendError} where the engine has no WebAssembly SIMD.
 */
export function compile(shared: boolean): WebAssembly.Module {
  const known = compiled.get(shared);
  if (known) return known;
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  if (shared) bytes[sharedFlag] = 3;
  try {
    const module = new WebAssembly.Module(bytes);
    compiled.set(shared, module);
    return module;
  } catch (cause) {
    throw new BackendError('cpu: this JavaScript engine cannot compile WebAssembly with 128-bit SIMD', { cause });
  }
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  const abort = () => {
    throw new BackendError('cpu: a kernel aborted');
  };
  return new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as WasmExports;
}
