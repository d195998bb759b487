import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './tooling/verbs/chromium.ts';
import { distEntryPoints } from './tooling/verbs/distEntryPoints.ts';

const exclude = ['**/node_modules/**', '**/dist/**'];
// STRIATE_DIST=1 runs the suite on what will be published: a package's tests still reach into its own sources, but what it
// and they import from other packages is built. tensor imports nothing, so it is left to the others.
const published = process.env.STRIATE_DIST === '1';
// What takes long and would tell nothing else of the built packages runs on the sources alone.
const slowTests = published ? ['**/*.slow.test.ts'] : [];
const plugins = published ? [distEntryPoints(import.meta.dirname)] : [];
const nodeTests = published
  ? ['packages/!(tensor)/**/*.test.ts', 'tooling/conformance/**/*.test.ts']
  : ['{packages,apps,tooling}/*/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'node',
          environment: 'node',
          include: nodeTests,
          exclude: [...exclude, ...slowTests, '**/*.browser.test.ts'],
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
          // Photographs and weights beside the checkout, for tests that are left out without them.
          fs: { allow: ['.', '../shared/data'] },
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
