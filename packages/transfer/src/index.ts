// The contents of the package.

export { type BackboneOptions, type BackboneSource, backbone, backboneSource } from './backbone';
export { type ExtractFeaturesOptions, extractFeatures, type Features } from './extractFeatures';
export { type FineTuneData, type FineTuneOptions, type FineTuneResult, fineTune } from './fineTune';
export { freeze, type UnfreezeOptions, unfreeze } from './freeze';
export type { LabelledArrays, LabelledData } from './labelledData';
export type { ModelCard, ModelCardData, StageRecord } from './modelCard';
export { type PixelPreprocessing, type PreprocessingName, preprocessings } from './PixelPreprocessing';
export { type HeadOptions, replaceHead } from './replaceHead';
export type { ClassificationReport, ClassReport, Mistake } from './report';
export type { StageHistory } from './runStages';
export type { FineTuneStage, OptimizerFactory } from './Stage';
export type { LayerSelection } from './selectLayers';
