import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { findChromium } from './tooling/verbs/chromium.ts';
import { distEntryPoints } from './tooling/verbs/distEntryPoints.ts';
import { hasMesa } from './tooling/verbs/mesa.ts';

const exclude = ['**/node_modules/**', '**/dist/**'];
// STRIATE_DIST=1 runs tests on what will be published: a package's tests still reach into its own sources, but what it and they
// import from other packages is built. The packages at the top use all of those below; with `--all` these are run, too, but for
// tensor, which imports nothing.
const published = process.env.STRIATE_DIST === '1';
// `npm test -- --all`, or STRIATE_ALL=1: what takes minutes, too, and every case on every driver.
const all = process.env.STRIATE_ALL === '1';
const slowTests = all && !published ? [] : ['**/*.slow.test.ts', '**/*.slow.browser.test.ts'];
// These look at a package's own sources, so the built packages are no news to them.
const ownSources = published
  ? ['packages/backend-cpu/src/{wasm,kernels,threads}/**', 'packages/data/src/readers/fuzz.test.ts']
  : [];
const plugins = published ? [distEntryPoints(import.meta.dirname)] : [];
/** Packages whose tests say themselves which backend they run on, and so may follow each other in one process. */
const libraries = published
  ? `packages/{formats,transfer,explain${all ? ',backend-cpu,layers,data' : ''}}/**/*.test.ts`
  : 'packages/{tensor,backend-cpu,layers,data,formats,transfer,explain}/**/*.test.ts';
/** The others have a process for each file: they begin as a program does, with no backend chosen and no module loaded. */
const programs = published
  ? ['packages/{models,striate}/**/*.test.ts', 'tooling/conformance/**/*.test.ts']
  : ['packages/{models,striate}/**/*.test.ts', '{apps,tooling}/*/**/*.test.ts'];

const drivers = hasMesa() ? 2 : 1;
const swiftShader = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];
const llvmpipe = ['--use-gl=angle', '--use-angle=gl-egl'];

/** Tests in Node.js. */
function nodeProject(name: string, include: string[], isolate: boolean): TestProjectInlineConfiguration {
  return {
    plugins,
    test: {
      name,
      environment: 'node',
      isolate,
      testTimeout: 30_000, // browsers run their tests at the same time
      include,
      exclude: [...exclude, ...slowTests, ...ownSources, '**/*.browser.test.ts', '**/*.page.test.ts'],
    },
  };
}

/** Tests in Chromium, whose WebGL is that of a driver. */
function browserProject(
  name: string,
  driver: 'swiftshader' | 'llvmpipe',
  include: string[],
): TestProjectInlineConfiguration {
  return {
    plugins,
    // Found beforehand: what a test meets on its way makes the page load anew, and the test fail.
    optimizeDeps: { entries: ['apps/parts/src/**/*.ts'] },
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
      name,
      include,
      exclude: [...exclude, ...slowTests],
      testTimeout: 60_000, // compiling programs for a CPU takes its time, and a machine may be busy with other things
      provide: { driver, drivers, all },
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
              '--ignore-gpu-blocklist',
              '--disable-accelerated-2d-canvas', // drivers on the CPU draw slower than the CPU does
              ...(driver === 'swiftshader' ? swiftShader : llvmpipe),
            ],
          },
        }),
      },
    },
  };
}

/** Those that choose their backend by where they run: in Chromium on the quicker driver, and with `--all` on both. */
const goldens = 'packages/layers/**/goldens.test.ts';
/** What runs on a second driver, too: one may forgive what the other does not. */
const webglTests = [
  '{packages,apps,tooling}/*/**/*.webgl.browser.test.ts',
  'packages/backend-webgl/**/*.browser.test.ts',
  goldens,
  'tooling/conformance/**/conformance.test.ts',
];
const browserTests = [
  '{packages,apps,tooling}/*/**/*.browser.test.ts',
  ...(all || drivers === 1 ? [goldens] : []),
  'tooling/conformance/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      nodeProject('node', programs, true),
      nodeProject('node libraries', [libraries], false),
      {
        // Built pages in Chromium, used as a visitor would: `pnpm build` comes first.
        test: {
          name: 'pages',
          environment: 'node',
          include: ['apps/*/tests/**/*.page.test.ts'],
          exclude: [...exclude, ...(all ? [] : ['**/*.slow.page.test.ts'])],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          provide: { chromium: findChromium() },
        },
      },
      browserProject('browser', 'swiftshader', browserTests),
      ...(drivers > 1 ? [browserProject('browser llvmpipe', 'llvmpipe', webglTests)] : []),
    ],
  },
});
