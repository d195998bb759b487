// A process of its own for processes.test.ts: downloads the file its argument describes, and prints how many bytes it has.
import { fetchFile } from './fetchFile';

const { file, cacheDir } = JSON.parse(process.argv[2]);
const bytes = await fetchFile(file, { cacheDir, retryDelay: 1 });
console.log(bytes.length);
