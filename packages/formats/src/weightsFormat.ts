/** The format of a file of weights, by its first bytes; undefined for none of these. */
export function weightsFormat(bytes: Uint8Array): 'safetensors' | 'pytorch' | 'keras' | undefined {
  const begins = (at: number, ...expected: readonly number[]) => expected.every((byte, i) => bytes[at + i] === byte);
  // Behind the length of the header, its JSON.
  if (begins(8, 0x7b)) return 'safetensors';
  if (begins(0, 0x80, 0x02)) return 'pytorch';
  if (begins(0, 0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)) return 'keras';
  if (!begins(0, 0x50, 0x4b, 0x03, 0x04)) return undefined;
  // In an archive of PyTorch all files are in one folder, in one of Keras the first is in none.
  const name = new TextDecoder().decode(bytes.subarray(30, 30 + bytes[26] + 256 * bytes[27]));
  return name.includes('/') ? 'pytorch' : 'keras';
}
