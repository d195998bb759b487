export { type CpuBackend, type CpuOptions, cpu } from './cpu';
export { measurePeak } from './measurePeak';
