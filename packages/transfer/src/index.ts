// The contents of the package.

export { adaptInputChannels } from './adaptInputChannels';
export {
  type BackboneOptions,
  type BackboneSource,
  backbone,
  backboneSource,
  type NamedBackboneOptions,
} from './backbone';
export { type DistillOptions, distill } from './distill';
export { type ExtractFeaturesOptions, extractFeatures, type Features } from './extractFeatures';
export { type FineTuneData, type FineTuneOptions, type FineTuneResult, fineTune } from './fineTune';
export { freeze, type UnfreezeOptions, unfreeze } from './freeze';
// Few-shot heads.
export type { FeatureRows, FewShotHead, Label, Prediction } from './heads/FewShotHead';
export { type KNearestOptions, kNearest } from './heads/kNearest';
export {
  type LogisticRegressionHead,
  type LogisticRegressionOptions,
  logisticRegression,
} from './heads/logisticRegression';
export { type NearestClassMeanOptions, nearestClassMean } from './heads/nearestClassMean';
export { type Teachable, type TeachableOptions, teachable } from './heads/teachable';
export type { LabelledArrays, LabelledData } from './labelledData';
export { type LoadPartialOptions, loadPartial } from './loadPartial';
export type { ModelCard, ModelCardData, StageRecord } from './modelCard';
export { type PixelPreprocessing, type PreprocessingName, preprocessings } from './PixelPreprocessing';
export { type HeadOptions, replaceHead } from './replaceHead';
export type { ClassificationReport, ClassReport, Mistake } from './report';
export type { StageHistory } from './runStages';
export type { FineTuneStage, OptimizerFactory } from './Stage';
export type { LayerSelection } from './selectLayers';
