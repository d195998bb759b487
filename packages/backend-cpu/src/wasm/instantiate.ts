import { BackendError } from '@striate/tensor';
import { alphabet, kernels, relaxedBodies, sharedFlag } from './bytes.generated';
import { replaceBodies } from './codeSection';
import type { WasmExports } from './exports.generated';

export interface Build {
  /** Whether the memory is shared. */
  readonly shared: boolean;
  /** Whether products are added in one rounding, where the engine can. */
  readonly relaxed: boolean;
}

const compiled = new Map<string, WebAssembly.Module>();

/**
 * Compiles the kernels, at once and once a process.
 *
 * @throws {BackendError} where the engine has no WebAssembly SIMD.
 */
export function compile({ shared, relaxed }: Build): WebAssembly.Module {
  const key = `${shared} ${relaxed}`;
  const known = compiled.get(key);
  if (known) return known;
  let bytes = decode(kernels);
  // An instance takes one kind of memory only, and the module says which in one byte.
  if (shared) bytes[sharedFlag] = 3;
  if (relaxed) bytes = replaceBodies(bytes, new Map(relaxedBodies.map(([i, body]) => [i, decode(body)])));
  try {
    const module = new WebAssembly.Module(bytes);
    compiled.set(key, module);
    return module;
  } catch (cause) {
    throw new BackendError('cpu: this JavaScript engine cannot compile WebAssembly with 128-bit SIMD', { cause });
  }
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const byteOf = new Uint8Array(512);
  for (let byte = 0; byte < 256; byte++) byteOf[alphabet.charCodeAt(byte)] = byte;
  return Uint8Array.from(text, (character) => byteOf[character.charCodeAt(0)]);
}

/** `(func (result v128) … f32x4.relaxed_madd)`, which engines without relaxed SIMD refuse. */
const probe = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 17, 65, 0, 253, 17, 65,
  0, 253, 17, 253, 133, 2, 11,
];

/** Whether the engine has relaxed SIMD: Node.js from 21 on, Chrome from 114, Firefox from 145. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(Uint8Array.from(probe));
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  const abort = () => {
    throw new BackendError('cpu: a kernel aborted');
  };
  return new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as WasmExports;
}
