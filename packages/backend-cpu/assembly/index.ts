export { peak } from './tile';
export { gemm, gemmTransposed, matrixTimesColumn, pack, packTransposed, rowTimesMatrix } from './gemm';
export * from './unary';
export * from './binary';
