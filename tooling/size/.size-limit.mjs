/** What is imported on demand is not in the bundle: a page gets it when it is asked for, if ever. */
const onDemand = {
  name: 'on-demand',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

export default [
  {
    name: 'the bundle a browser needs to train LeNet-5',
    path: 'trainLenet5.ts',
    limit: '90 kB',
    gzip: true,
    ignore: ['node:*'],
    modifyEsbuildConfig: (config) => ({ ...config, plugins: [onDemand] }),
  },
];
