/** Bytes 0x80 to 0x9f: Latin-1 has control characters there, which nobody means, and Windows quotes, dashes and dots. */
const windows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Text in Latin-1 as browsers read it, that is, Windows-1252. Not every Node.js's `TextDecoder` does. */
export function decodeLatin1(bytes: Uint8Array): string {
  const text: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    text.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return text.join('').replace(/[\x80-\x9f]/g, (c) => windows[c.charCodeAt(0) - 0x80]);
}
