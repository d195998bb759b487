// The contents of the package; its own files import each other, never this one.

export type { ClassGradients, ClassGradientsOptions, ClassOptions } from './classGradients';
export { classGradients } from './classGradients';
export type { FeatureMapsOptions } from './featureMaps';
export { featureMaps } from './featureMaps';
export type { GradCamOptions } from './gradCam';
export { gradCam } from './gradCam';
export type { FieldOfView, ReceptiveFieldOptions, Rectangle } from './receptiveField';
export { receptiveField } from './receptiveField';
export { saliency } from './saliency';
