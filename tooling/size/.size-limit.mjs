/** What is imported on demand is not in the bundle: a page gets it when it is asked for, if ever. */
const onDemand = {
  name: 'on-demand',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

const bundle = (name, path, limit) => ({
  name: `the bundle a browser needs to ${name}`,
  path,
  limit,
  gzip: true,
  ignore: ['node:*'],
  modifyEsbuildConfig: (config) => ({ ...config, plugins: [onDemand] }),
});

export default [
  bundle('train LeNet-5', 'trainLenet5.ts', '90 kB'),
  bundle('open a .keras or .h5 model', 'openKerasModel.ts', '125 kB'),
];
