// The contents of the package; its own files import each other, never this one.

export type { AscentProgress } from './ascend';
export type { ClassGradients, ClassGradientsOptions, ClassOptions } from './classGradients';
export { classGradients } from './classGradients';
export type { DeepDreamOptions } from './deepDream';
export { deepDream } from './deepDream';
export type { FeatureMapsOptions } from './featureMaps';
export { featureMaps } from './featureMaps';
export type { GradCamOptions } from './gradCam';
export { gradCam } from './gradCam';
export type { LayerCall } from './layerCalls';
export { layerCalls } from './layerCalls';
export type { MaximizeActivationOptions } from './maximizeActivation';
export { maximizeActivation } from './maximizeActivation';
export type { OcclusionOptions } from './occlusion';
export { occlusion } from './occlusion';
export type { FieldOfView, ReceptiveFieldOptions, Rectangle } from './receptiveField';
export { receptiveField } from './receptiveField';
export { saliency } from './saliency';
export type { SmoothGradOptions } from './smoothGrad';
export { smoothGrad } from './smoothGrad';
export type { Progress, SteppingOptions } from './stepping';
export type { StyleTransferOptions, StyleTransferProgress } from './styleTransfer';
export { styleTransfer } from './styleTransfer';
