// The contents of the package: what the demonstrations share.
export { atomicWrite } from './atomicWrite';
export { commonFlags, readFlags, runCommand, UsageError, wholeNumber } from './commandLine';
export { count, percent, seconds } from './figures';
export { type ConfusionMatrix, heatMap, worstConfusions } from './heatMap';
export { lineChart, type Series } from './lineChart';
export { mistakePictures, picture } from './pictures';
export { type ReportOptions, report, type Section } from './report';
export { type Mistake, readTestSet, type TestResult } from './testSet';
export { warmCosine } from './warmCosine';
