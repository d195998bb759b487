import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './tooling/verbs/chromium.ts';
import { distEntryPoints } from './tooling/verbs/distEntryPoints.ts';

const exclude = ['**/node_modules/**', '**/dist/**'];
// STRIATE_DIST=1 runs the suite on what will be published instead of on the sources.
const plugins = process.env.STRIATE_DIST === '1' ? [distEntryPoints(import.meta.dirname)] : [];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{packages,apps,tooling}/*/**/*.test.ts'],
          exclude: [...exclude, '**/*.browser.test.ts'],
        },
      },
      {
        plugins,
        // Shared memory between threads exists only in a cross-origin isolated page.
        server: {
          headers: {
            'Cross-Origin-Opener-Policy': 'same-origin',
            'Cross-Origin-Embedder-Policy': 'require-corp',
          },
        },
        test: {
          name: 'browser',
          include: ['{packages,apps,tooling}/*/**/*.browser.test.ts', 'tooling/conformance/**/*.test.ts'],
          exclude,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                executablePath: findChromium(),
                args: [
                  '--no-sandbox',
                  '--disable-quic',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                  '--no-first-run',
                  '--use-angle=swiftshader',
                  '--enable-unsafe-swiftshader',
                  '--ignore-gpu-blocklist',
                  '--enable-unsafe-webgpu',
                  '--use-webgpu-adapter=swiftshader',
                ],
              },
            }),
          },
        },
      },
    ],
  },
});
