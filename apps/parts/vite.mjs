// What the example apps tell Vite, all alike: `export { webApp as default } from '@striate/parts/vite';`

// Threads need a cross-origin isolated page; a host that serves the built app sets these two as well.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** @type {import('vite').UserConfig} */
export const webApp = {
  // Works in any folder of a host.
  base: './',
  build: { target: 'es2023', chunkSizeWarningLimit: 2000 },
  worker: { format: 'es' },
  server: { headers },
  preview: { headers },
};
