// The contents of the package; its own files import each other, never this one.

export type { Activation as ActivationFunction, ActivationLike, ActivationName } from './activations/activations';
export { activationNames, logitsOf } from './activations/activations';
export type { Json, JsonConfig, Serialized } from './config/encode';
export { unknownName } from './config/names';
// Regularizers and constraints.
export type {
  AxisOptions,
  Constraint,
  ConstraintLike,
  ConstraintName,
  MaxNormOptions,
  MinMaxNormOptions,
} from './constraints/constraints';
export { maxNorm, minMaxNorm, nonNeg, unitNorm } from './constraints/constraints';
// Layers.
export type {
  ConvolutionForm,
  ConvolutionParts,
  GraphForm,
  InferenceForm,
  NormForm,
  NormStatistics,
} from './InferenceForm';
// Initializers.
export type { ConstantValue } from './initializers/constant';
export { constant, identity, ones, orthogonal, zeros } from './initializers/constant';
export type { RandomNormalOptions, RandomUniformOptions, SeedOptions } from './initializers/random';
export { randomNormal, randomUniform, truncatedNormal } from './initializers/random';
export type { Initializer, InitializerLike, InitializerName } from './initializers/resolveInitializer';
export type { VarianceScalingOptions } from './initializers/varianceScaling';
export {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} from './initializers/varianceScaling';
export type { CallOptions, LayerClass, LayerConfig, LayerDefaults, LayerOptions, WeightOptions } from './Layer';
export { Layer } from './Layer';
export type { ActivationOptions, ReLUOptions, SoftmaxOptions } from './layers/Activation';
export { Activation, activation, ReLU, relu, Softmax, softmax } from './layers/Activation';
export type { AdaptiveAveragePooling2DOptions } from './layers/AdaptiveAveragePooling2D';
export { AdaptiveAveragePooling2D, adaptiveAveragePooling2d } from './layers/AdaptiveAveragePooling2D';
export type { AdaptiveMaxPooling2DOptions } from './layers/AdaptiveMaxPooling2D';
export { AdaptiveMaxPooling2D, adaptiveMaxPooling2d } from './layers/AdaptiveMaxPooling2D';
export type { AdaptivePooling1DOptions } from './layers/AdaptivePooling1D';
export {
  AdaptiveAveragePooling1D,
  AdaptiveMaxPooling1D,
  adaptiveAveragePooling1d,
  adaptiveMaxPooling1d,
} from './layers/AdaptivePooling1D';
export type { AffineNormalizationOptions } from './layers/AffineNormalization';
export type { BatchNormalizationOptions } from './layers/BatchNormalization';
export { BatchNormalization, batchNormalization } from './layers/BatchNormalization';
export type { Conv1DOptions } from './layers/Conv1D';
export { Conv1D, conv1d } from './layers/Conv1D';
export type { Conv1DTransposeOptions } from './layers/Conv1DTranspose';
export { Conv1DTranspose, conv1dTranspose } from './layers/Conv1DTranspose';
export type { Conv2DOptions } from './layers/Conv2D';
export { Conv2D, conv2d } from './layers/Conv2D';
export type { Conv2DTransposeOptions } from './layers/Conv2DTranspose';
export { Conv2DTranspose, conv2dTranspose } from './layers/Conv2DTranspose';
export type { Cropping1DOptions, Cropping2DOptions } from './layers/Cropping';
export { Cropping1D, Cropping2D, cropping1d, cropping2d } from './layers/Cropping';
export type { DenseOptions } from './layers/Dense';
export { Dense, dense } from './layers/Dense';
export type { DepthPoolingOptions } from './layers/DepthPooling';
export { DepthAveragePooling, DepthMaxPooling, depthAveragePooling, depthMaxPooling } from './layers/DepthPooling';
export type { DepthwiseConv2DOptions } from './layers/DepthwiseConv2D';
export { DepthwiseConv2D, depthwiseConv2d } from './layers/DepthwiseConv2D';
export type { DotOptions } from './layers/Dot';
export { Dot, dot } from './layers/Dot';
export type { DropoutOptions, SpatialDropoutOptions } from './layers/Dropout';
export {
  Dropout,
  dropout,
  SpatialDropout1D,
  SpatialDropout2D,
  spatialDropout1d,
  spatialDropout2d,
} from './layers/Dropout';
export type { ELUOptions } from './layers/ELU';
export { ELU, elu } from './layers/ELU';
export type { EmbeddingOptions } from './layers/Embedding';
export { Embedding, embedding } from './layers/Embedding';
export { Flatten, flatten } from './layers/Flatten';
export type { GlobalPooling2DOptions } from './layers/GlobalPooling2D';
export {
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  globalAveragePooling2d,
  globalMaxPooling2d,
} from './layers/GlobalPooling2D';
export type { GroupNormalizationOptions } from './layers/GroupNormalization';
export { GroupNormalization, groupNormalization } from './layers/GroupNormalization';
export { Identity, identityLayer } from './layers/Identity';
export type { InputOptions } from './layers/Input';
export { InputLayer, input, inputLayer } from './layers/Input';
export type { LambdaFunction } from './layers/Lambda';
export { Lambda, lambda } from './layers/Lambda';
export type { LayerNormalizationOptions } from './layers/LayerNormalization';
export { LayerNormalization, layerNormalization } from './layers/LayerNormalization';
export type { LeakyReLUOptions } from './layers/LeakyReLU';
export { LeakyReLU, leakyRelu } from './layers/LeakyReLU';
export type { LocalResponseNormalizationOptions } from './layers/LocalResponseNormalization';
export { LocalResponseNormalization, localResponseNormalization } from './layers/LocalResponseNormalization';
export { layerClasses } from './layers/layerClasses';
export type { ConcatenateOptions } from './layers/Merge';
export {
  Add,
  Average,
  add,
  average,
  Concatenate,
  concatenate,
  Maximum,
  Minimum,
  Multiply,
  maximum,
  minimum,
  multiply,
  Subtract,
  subtract,
} from './layers/Merge';
export type { AlphaDropoutOptions, GaussianDropoutOptions, GaussianNoiseOptions } from './layers/Noise';
export {
  AlphaDropout,
  alphaDropout,
  GaussianDropout,
  GaussianNoise,
  gaussianDropout,
  gaussianNoise,
} from './layers/Noise';
export type { PermuteOptions } from './layers/Permute';
export { Permute, permute } from './layers/Permute';
export type { GlobalPooling1DOptions, Pooling1DOptions } from './layers/Pooling1D';
export {
  AveragePooling1D,
  averagePooling1d,
  GlobalAveragePooling1D,
  GlobalMaxPooling1D,
  globalAveragePooling1d,
  globalMaxPooling1d,
  MaxPooling1D,
  maxPooling1d,
} from './layers/Pooling1D';
export type { Pooling2DOptions } from './layers/Pooling2D';
export { AveragePooling2D, averagePooling2d, MaxPooling2D, maxPooling2d } from './layers/Pooling2D';
export type { PReLUOptions } from './layers/PReLU';
export { PReLU, prelu } from './layers/PReLU';
export type { RandomLayerOptions } from './layers/RandomLayer';
export { RandomLayer } from './layers/RandomLayer';
export type { RepeatVectorOptions } from './layers/RepeatVector';
export { RepeatVector, repeatVector } from './layers/RepeatVector';
export type { ReshapeOptions } from './layers/Reshape';
export { Reshape, reshape } from './layers/Reshape';
export type { SeparableConv2DOptions } from './layers/SeparableConv2D';
export { SeparableConv2D, separableConv2d } from './layers/SeparableConv2D';
export type { UnitNormalizationOptions } from './layers/UnitNormalization';
export { UnitNormalization, unitNormalization } from './layers/UnitNormalization';
export type { UpSampling1DOptions, UpSampling2DOptions } from './layers/UpSampling';
export { UpSampling1D, UpSampling2D, upSampling1d, upSampling2d } from './layers/UpSampling';
export type {
  BiasOptions,
  DepthwiseOptions,
  KernelOptions,
  PointwiseOptions,
  ScaleOffsetOptions,
} from './layers/weightRules';
export type { ZeroPadding1DOptions } from './layers/ZeroPadding1D';
export { ZeroPadding1D, zeroPadding1d } from './layers/ZeroPadding1D';
export type { ZeroPadding2DOptions } from './layers/ZeroPadding2D';
export { ZeroPadding2D, zeroPadding2d } from './layers/ZeroPadding2D';
// Losses.
export type { CrossentropyOptions, SmoothedCrossentropyOptions } from './losses/crossentropy';
export { binaryCrossentropy, categoricalCrossentropy } from './losses/crossentropy';
export type {
  BinaryFocalCrossentropyOptions,
  CategoricalFocalCrossentropyOptions,
  FocalOptions,
} from './losses/focal';
export { binaryFocalCrossentropy, categoricalFocalCrossentropy } from './losses/focal';
export { categoricalHinge, hinge, squaredHinge } from './losses/hinge';
export type { LabelCheck, Loss, LossForm, LossOptions, LossParts, LossValues } from './losses/Loss';
export { loss } from './losses/Loss';
export type { DiceOptions, TverskyOptions } from './losses/overlap';
export { dice, tversky } from './losses/overlap';
export type { Reduction } from './losses/reduceLoss';
export type { HuberOptions } from './losses/regression';
export {
  huber,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
} from './losses/regression';
export type { LossLike, LossName } from './losses/resolveLoss';
export type { CosineSimilarityOptions } from './losses/similarity';
export { cosineSimilarity, klDivergence } from './losses/similarity';
export type { SparseCategoricalCrossentropyOptions } from './losses/sparseCategoricalCrossentropy';
export { sparseCategoricalCrossentropy } from './losses/sparseCategoricalCrossentropy';
// Weights.
export { withoutValues } from './makeWeight';
// Metrics.
export type { BinaryAccuracyOptions, TopKOptions } from './metrics/accuracy';
export {
  accuracy,
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
} from './metrics/accuracy';
export type {
  AtThresholdOptions,
  PrecisionAtRecallOptions,
  RecallAtPrecisionOptions,
  SensitivityAtSpecificityOptions,
  SpecificityAtSensitivityOptions,
} from './metrics/atThreshold';
export {
  precisionAtRecall,
  recallAtPrecision,
  sensitivityAtSpecificity,
  specificityAtSensitivity,
} from './metrics/atThreshold';
export type { AUCOptions } from './metrics/auc';
export { auc } from './metrics/auc';
export type { ConfusionMatrixOptions } from './metrics/confusionMatrix';
export { confusionMatrix, matthewsCorrelation, perClassAccuracy } from './metrics/confusionMatrix';
export type { CountOptions, PrecisionOptions, RecallOptions } from './metrics/counts';
export { falseNegatives, falsePositives, precision, recall, trueNegatives, truePositives } from './metrics/counts';
export type { F1ScoreOptions, FBetaScoreOptions, FScoreAverage } from './metrics/fScore';
export { f1Score, fBetaScore } from './metrics/fScore';
export type {
  BinaryIoUOptions,
  IoUOptions,
  MeanIoUOptions,
  OneHotIoUOptions,
  OneHotMeanIoUOptions,
} from './metrics/iou';
export { binaryIoU, iou, meanIoU, oneHotIoU, oneHotMeanIoU } from './metrics/iou';
export type { MeanMetricParts, Metric, MetricDetails, MetricOptions } from './metrics/Metric';
export { meanMetric, sumMetric } from './metrics/Metric';
export type { Matrix } from './metrics/matrix';
export type { CosineSimilarityMetricOptions, R2ScoreOptions } from './metrics/regression';
export { cosineSimilarityMetric, r2Score, rootMeanSquaredError } from './metrics/regression';
export type { MetricLike, MetricName } from './metrics/resolveMetric';
export { MetricTracker, streaming } from './metrics/streaming';
// Models.
export type { LayerCosts, LayerCostsOptions, ReceptiveField } from './models/costs/layerCosts';
export { layerCosts } from './models/costs/layerCosts';
export type { CustomObjects } from './models/deserialize';
export { cloneModel, deserialize, modelFromJson } from './models/deserialize';
export type { ModelOptions, MultiOutput } from './models/Functional';
export { Functional, model } from './models/Functional';
export { Model } from './models/Model';
export type { PlotModelOptions } from './models/plot/plotModel';
export { plotModel } from './models/plot/plotModel';
export { Sequential, sequential } from './models/Sequential';
export { serialize } from './models/serialize';
export type { SummaryRow } from './models/summary';
// Optimizers.
export type { AdadeltaOptions } from './optimizers/Adadelta';
export { Adadelta, adadelta } from './optimizers/Adadelta';
export type { AdagradOptions } from './optimizers/Adagrad';
export { Adagrad, adagrad } from './optimizers/Adagrad';
export type { AdamOptions } from './optimizers/Adam';
export { Adam, adam } from './optimizers/Adam';
export type { AdamaxOptions } from './optimizers/Adamax';
export { Adamax, adamax } from './optimizers/Adamax';
export { AdamW, adamW } from './optimizers/AdamW';
export type { ClipOptions } from './optimizers/clipGradients';
export type { NadamOptions } from './optimizers/Nadam';
export { Nadam, nadam } from './optimizers/Nadam';
export type { UpdateStep } from './optimizers/Optimizer';
export { Optimizer } from './optimizers/Optimizer';
export type { OptimizerConfig, OptimizerDefaults, OptimizerOptions, WeightHolder } from './optimizers/OptimizerOptions';
export type { OptimizerState } from './optimizers/OptimizerState';
export type { RMSpropOptions } from './optimizers/RMSprop';
export { RMSprop, rmsprop } from './optimizers/RMSprop';
export type { OptimizerLike, OptimizerName } from './optimizers/resolveOptimizer';
export type { SGDOptions } from './optimizers/SGD';
export { SGD, sgd } from './optimizers/SGD';
export * from './preprocessing/index';
// Preprocessing and augmentation.
export type {
  OrthogonalRegularizerOptions,
  Regularizer,
  RegularizerLike,
  RegularizerName,
} from './regularizers/regularizers';
export { l1, l1l2, l2, orthogonalRegularizer } from './regularizers/regularizers';
export type { SymbolicShape } from './SymbolicTensor';
export { SymbolicTensor } from './SymbolicTensor';
// Files.
export { decodeValues, storedBytes } from './saving/decodeValues';
export type { FileStore } from './saving/fileStore';
export { writeFile } from './saving/files';
export type { ModelFormats } from './saving/modelFormats';
export { setModelFormats } from './saving/modelFormats';
export type { Safetensors, SafetensorsEntry, SafetensorsHeader, StoredTensor } from './saving/safetensors';
export {
  decodeSafetensors,
  encodeSafetensors,
  parseSafetensorsHeader,
  safetensorsDataStart,
} from './saving/safetensors';
export type { WeightsSource } from './saving/weights';
// Learning rates.
export type { CosineDecayOptions, CosineDecayRestartsOptions } from './schedules/cosineDecay';
export { cosineDecay, cosineDecayRestarts } from './schedules/cosineDecay';
export type { ExponentialDecayOptions, InverseTimeDecayOptions, StepDecayOptions } from './schedules/exponentialDecay';
export { exponentialDecay, inverseTimeDecay, stepDecay } from './schedules/exponentialDecay';
export type { OneCycleMomentumOptions, OneCycleOptions } from './schedules/oneCycle';
export { oneCycle, oneCycleMomentum } from './schedules/oneCycle';
export type { PiecewiseConstantDecayOptions } from './schedules/piecewiseConstantDecay';
export { piecewiseConstantDecay } from './schedules/piecewiseConstantDecay';
export type { PolynomialDecayOptions } from './schedules/polynomialDecay';
export { polynomialDecay } from './schedules/polynomialDecay';
export type { Schedule } from './schedules/Schedule';
export type { WarmupOptions } from './schedules/warmup';
export { warmup } from './schedules/warmup';
// Training.
export type { ArrayLike, Arrays, NdArrayLike } from './training/arrays';
export type { DatasetBatch, DatasetLike } from './training/batches';
export type {
  Callback,
  CallbackState,
  History,
  PausedContext,
  ResumeContext,
  TrainingContext,
} from './training/Callback';
export type { BackupAndRestoreOptions } from './training/callbacks/backupAndRestore';
export { backupAndRestore } from './training/callbacks/backupAndRestore';
export type { CSVLoggerOptions } from './training/callbacks/csvLogger';
export { csvLogger } from './training/callbacks/csvLogger';
export type { EarlyStoppingOptions } from './training/callbacks/earlyStopping';
export { earlyStopping } from './training/callbacks/earlyStopping';
export { lambdaCallback } from './training/callbacks/lambdaCallback';
export { learningRateScheduler } from './training/callbacks/learningRateScheduler';
export type { ModelCheckpointOptions } from './training/callbacks/modelCheckpoint';
export { modelCheckpoint } from './training/callbacks/modelCheckpoint';
export type { MonitorOptions } from './training/callbacks/monitor';
export type { ReduceLROnPlateauOptions } from './training/callbacks/reduceLROnPlateau';
export { reduceLROnPlateau } from './training/callbacks/reduceLROnPlateau';
export { terminateOnNaN } from './training/callbacks/terminateOnNaN';
export type { ClassWeight } from './training/classWeight';
export { compileConfig, compileOptions } from './training/compileConfig';
export type { EvaluateOptions, Evaluation } from './training/evaluate';
export type { FindLearningRateOptions, LearningRateCurve } from './training/findLearningRate';
export { findLearningRate } from './training/findLearningRate';
export type { FitOptions, ValidationData } from './training/fit';
export type { OverfitOptions, OverfitResult } from './training/overfitOneBatch';
export { overfitOneBatch } from './training/overfitOneBatch';
export type { Position } from './training/Position';
export type { PredictOptions } from './training/predict';
export type { Verbose } from './training/progressLine';
export type { Logs } from './training/Statistics';
export type { BatchTensors, CompileOptions, MetricLists } from './training/Trainer';
export type { WorkerLike } from './training/worker/port';
export type { ServeTrainingOptions } from './training/worker/serveTraining';
export { serveTraining } from './training/worker/serveTraining';
export type { TrainInWorkerOptions } from './training/worker/trainInWorker';
export { trainInWorker } from './training/worker/trainInWorker';
