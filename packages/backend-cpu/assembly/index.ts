// What the host sees. Pointers are byte addresses in the one linear memory; every tensor has 64 spare bytes after it.
export { joinThreads } from './layout';
export { peak } from './tile';
export { gemm } from './gemm';
export { gemmTransposed } from './gemmTransposed';
export { perImage } from './perImage';
export { matrixTimesColumn, rowTimesMatrix } from './gemv';
export { pack, packTransposed, scalePanels } from './pack';
export { channelBlocks, halo, pixelOffsets, rowRanges } from './conv';
export { addParts, filterGrad } from './filterGrad';
export { depthwise, depthwiseFilterGrad, depthwiseInputGrad } from './depthwise';
export { winogradColumns, winogradFilters, winogradInputs, winogradTiles } from './winogradConv';
export { winogradFilterBlock } from './winogradFilterGrad';
export { avgPool, maxPool, maxPoolIndices } from './pool';
export { avgPoolGrad, maxPoolGrad } from './poolGrad';
export * from './unary';
export * from './binary';
export * from './cast';
export { copy, fill, fillBytes, gather, scatterAdd } from './copy';
export {
  anyAll, argReduce, cumsum, maxIntReduce, maxReduce, minIntReduce, minReduce, prodIntReduce, prodReduce, sumIntReduce, sumReduce, topK,
} from './reduce';
export {
  batchNorm, batchNormFactors, batchNormInputGrad, batchNormInputGradFactors, batchNormSumsJoin, batchNormSumsOfBlocks,
  followStatistics, momentsJoin, momentsOfBlocks,
} from './norm';
export { crossEntropy, crossEntropyGrad, logSoftmax, softmax } from './softmax';
export { randomUniform } from './random';
export { affineSample, gridSample } from './sample';
export { adamStep, sgdStep } from './optimizer';
