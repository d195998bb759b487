// Who may import whom: the rules `depcruise` checks.

/** What the shipped sources of each package may import from the others. Nothing imports upward. */
const layers = {
  tensor: [],
  'backend-cpu': ['tensor'],
  'backend-webgl': ['tensor'],
  data: ['tensor', 'layers'],
  layers: ['tensor'],
  formats: ['tensor', 'layers', 'data'],
  models: ['tensor', 'layers', 'data', 'formats'],
  transfer: ['tensor', 'layers', 'data', 'formats', 'models'],
  explain: ['tensor', 'layers', 'models'],
  striate: ['tensor', 'backend-cpu', 'backend-webgl', 'data', 'layers', 'formats', 'models', 'transfer', 'explain'],
};

/** These run in any JavaScript engine: they touch no module of Node's. */
const engineOnly = ['tensor', 'backend-webgl', 'layers', 'formats', 'models', 'transfer', 'explain'];

// Tests, and the helpers only they import.
const tests = '([.](test|test-d)|/testing|/testing/.+)[.]ts$';
const anyPackage = '^packages/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(layers).map(([name, below]) => ({
      name: `layer-${name}`,
      comment: `${name} may import ${below.length > 0 ? below.join(', ') : 'no other package'} (tooling/gates/layers.mjs).`,
      severity: 'error',
      from: { path: `^packages/${name}/src/`, pathNot: tests },
      to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
    })),
    ...Object.entries(layers).map(([name, below]) => ({
      name: `tests-of-${name}`,
      comment: `Beyond its layer, a test of ${name} may import a backend to run on; more belongs in tooling/conformance.`,
      severity: 'error',
      from: { path: `^packages/${name}/.+${tests}` },
      to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')}|backend-[^/]+)/` },
    })),
    {
      name: 'helpers-are-for-tests',
      comment: 'src/testing is for tests: what ships does not import it.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { path: '^packages/[^/]+/src/testing(/|[.]ts$)' },
    },
    {
      name: 'new-package',
      comment: 'A package that has no row in the table of tooling/gates/layers.mjs: give it one.',
      severity: 'error',
      from: { path: anyPackage, pathNot: `^packages/(${Object.keys(layers).join('|')})/` },
      to: {},
    },
    {
      name: 'tensor-tests-import-nothing',
      comment: 'tensor never names a backend, not even in its tests: tooling/conformance runs ops on every backend.',
      severity: 'error',
      from: { path: '^packages/tensor/' },
      to: { path: '^packages/(?!tensor/)' },
    },
    {
      name: 'packages-stand-alone',
      comment: 'A published package imports neither apps nor tooling; @striate/build is for its tsup.config.ts only.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^(apps|tooling)/' },
    },
    {
      name: 'apps-use-the-umbrella',
      comment: "Apps import 'striate', as its users do.",
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: ['^packages/(?!striate/)', '^tooling/'] },
    },
    {
      name: 'conformance-knows-tensor-and-backends',
      comment: 'The conformance suite imports tensor and the backends, nothing above them.',
      severity: 'error',
      from: { path: '^tooling/conformance/' },
      to: { path: '^packages/', pathNot: '^packages/(tensor|backend-[^/]+)/' },
    },
    {
      name: 'no-own-barrel',
      comment: 'Inside a package import the module itself: index.ts is the contents page, for others.',
      severity: 'error',
      from: { path: `${anyPackage}src/`, pathNot: tests },
      to: { path: '^packages/$1/src/index[.]ts$' },
    },
    {
      name: 'no-circular',
      comment:
        'Modules that need each other at run time cannot be understood, or loaded, one by one. Types may circle.',
      severity: 'error',
      // The gradients of ops are written in ops, so those circle by nature; opModules.test.ts shows that they all load.
      from: { pathNot: '^packages/tensor/src/ops/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'any-engine',
      comment: `${engineOnly.join(', ')} run in any JavaScript engine, so they import no module of Node's.`,
      severity: 'error',
      from: { path: `^packages/(${engineOnly.join('|')})/src/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shipped-code-needs-dependencies',
      comment: 'What ships must be in dependencies or peerDependencies: users do not get devDependencies.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-peer', 'npm-optional'] },
    },
    {
      name: 'declared',
      comment: 'The package.json next to this file does not declare what it imports.',
      severity: 'error',
      from: { path: '^(packages|apps|tooling)/' },
      // An optional peer is listed in peerDependenciesMeta besides, which dependency-cruiser takes for no declaration.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'own-files-only',
      comment: 'Another package is imported by its name, never by a relative path: its internals are its own.',
      severity: 'error',
      from: { path: '^([^/]+/[^/]+)/' },
      to: {
        path: '^(packages|apps|tooling)/',
        pathNot: '^$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased', 'aliased-workspace'],
      },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere: a typing error, or a dependency that is not declared.',
      severity: 'error',
      from: {},
      // Astro makes these modules itself.
      to: { couldNotResolve: true, pathNot: '^astro:' },
    },
  ],
  options: {
    // The AssemblyScript sources are another language, with rules of its own.
    exclude: { path: ['^[^/]+/[^/]+/(dist|out|[.]astro)/', '^packages/[^/]+/assembly/'] },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
