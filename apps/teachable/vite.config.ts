import { defineConfig } from 'vite';

// With these headers a page may share memory between threads, which trains faster.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  server: { headers },
  preview: { headers },
});
