// The contents of the package; its own files import each other, never this one.

export type { Activation as ActivationFunction, ActivationLike, ActivationName } from './activations/activations';
export { activationNames } from './activations/activations';
export type { Json, JsonConfig, Serialized } from './config/encode';
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
export type { BatchNormalizationOptions } from './layers/BatchNormalization';
export { BatchNormalization, batchNormalization } from './layers/BatchNormalization';
export type { Conv1DOptions } from './layers/Conv1D';
export { Conv1D, conv1d } from './layers/Conv1D';
export type { Conv2DOptions } from './layers/Conv2D';
export { Conv2D, conv2d } from './layers/Conv2D';
export type { DenseOptions } from './layers/Dense';
export { Dense, dense } from './layers/Dense';
export type { DepthwiseConv2DOptions } from './layers/DepthwiseConv2D';
export { DepthwiseConv2D, depthwiseConv2d } from './layers/DepthwiseConv2D';
export type { DropoutOptions } from './layers/Dropout';
export { Dropout, dropout } from './layers/Dropout';
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
export type { InputOptions } from './layers/Input';
export { InputLayer, input, inputLayer } from './layers/Input';
export type { LambdaFunction } from './layers/Lambda';
export { Lambda, lambda } from './layers/Lambda';
export type { ConcatenateOptions } from './layers/Merge';
export { Add, add, Concatenate, concatenate } from './layers/Merge';
export type { Pooling1DOptions } from './layers/Pooling1D';
export {
  GlobalAveragePooling1D,
  GlobalMaxPooling1D,
  globalAveragePooling1d,
  globalMaxPooling1d,
  MaxPooling1D,
  maxPooling1d,
} from './layers/Pooling1D';
export type { Pooling2DOptions } from './layers/Pooling2D';
export { AveragePooling2D, averagePooling2d, MaxPooling2D, maxPooling2d } from './layers/Pooling2D';
export type { RescalingOptions } from './layers/Rescaling';
export { Rescaling, rescaling } from './layers/Rescaling';
export type { ReshapeOptions } from './layers/Reshape';
export { Reshape, reshape } from './layers/Reshape';
export type { SeparableConv2DOptions } from './layers/SeparableConv2D';
export { SeparableConv2D, separableConv2d } from './layers/SeparableConv2D';
export type { ZeroPadding2DOptions } from './layers/ZeroPadding2D';
export { ZeroPadding2D, zeroPadding2d } from './layers/ZeroPadding2D';
// Losses.
export type { CrossentropyOptions, SmoothedCrossentropyOptions } from './losses/crossentropy';
export { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from './losses/crossentropy';
export type { Loss, LossValues } from './losses/Loss';
export { loss } from './losses/Loss';
export { huber, meanAbsoluteError, meanSquaredError } from './losses/regression';
export type { LossLike, LossName } from './losses/resolveLoss';
// Metrics.
export {
  accuracy,
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
} from './metrics/accuracy';
export type { Metric, MetricUpdate } from './metrics/Metric';
export { meanMetric } from './metrics/Metric';
export type { MetricLike, MetricName } from './metrics/resolveMetric';
export type { CustomObjects } from './models/deserialize';
export { cloneModel, deserialize, modelFromJson } from './models/deserialize';
// Models.
export type { ModelOptions, MultiOutput } from './models/Functional';
export { Functional, model } from './models/Functional';
export { Model } from './models/Model';
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
export type {
  OrthogonalRegularizerOptions,
  Regularizer,
  RegularizerLike,
  RegularizerName,
} from './regularizers/regularizers';
export { l1, l1l2, l2, orthogonalRegularizer } from './regularizers/regularizers';
export type { SymbolicShape } from './SymbolicTensor';
export { SymbolicTensor } from './SymbolicTensor';
export type { FileStore } from './saving/fileStore';
// Files.
export type { Safetensors, StoredTensor } from './saving/safetensors';
export { decodeSafetensors, encodeSafetensors } from './saving/safetensors';
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
export type { Callback, CallbackState, History, PausedContext, TrainingContext } from './training/Callback';
export type { BackupAndRestoreOptions } from './training/callbacks/backupAndRestore';
export { backupAndRestore } from './training/callbacks/backupAndRestore';
export type { CSVLoggerOptions } from './training/callbacks/csvLogger';
export { csvLogger } from './training/callbacks/csvLogger';
export type { EarlyStoppingOptions } from './training/callbacks/earlyStopping';
export { earlyStopping } from './training/callbacks/earlyStopping';
export { learningRateScheduler } from './training/callbacks/learningRateScheduler';
export type { ModelCheckpointOptions } from './training/callbacks/modelCheckpoint';
export { modelCheckpoint } from './training/callbacks/modelCheckpoint';
export type { MonitorOptions } from './training/callbacks/monitor';
export type { ReduceLROnPlateauOptions } from './training/callbacks/reduceLROnPlateau';
export { reduceLROnPlateau } from './training/callbacks/reduceLROnPlateau';
export { terminateOnNaN } from './training/callbacks/terminateOnNaN';
export type { ClassWeight } from './training/classWeight';
export type { EvaluateOptions } from './training/evaluate';
export type { FindLearningRateOptions, LearningRateCurve } from './training/findLearningRate';
export { findLearningRate } from './training/findLearningRate';
export type { FitOptions, ValidationData } from './training/fit';
export type { OverfitOptions, OverfitResult } from './training/overfitOneBatch';
export { overfitOneBatch } from './training/overfitOneBatch';
export type { PredictOptions } from './training/predict';
export type { Verbose } from './training/progressLine';
export type { Logs } from './training/Statistics';
export type { BatchTensors, CompileOptions } from './training/Trainer';
