import { PaddedEmbedding } from './layers/PaddedEmbedding';
import { RadialBasis } from './layers/RadialBasis';
import { ResidualUnit } from './layers/ResidualUnit';
import { ScaledTanh } from './layers/ScaledTanh';
import { SparseConv2D } from './layers/SparseConv2D';
import { TrainableSubsampling2D } from './layers/TrainableSubsampling2D';

/**
 * The layers that only networks of this package have, for whoever reads these networks from a configuration or a file.
 *
 * @example
 * const net = modelFromJson(json, zooLayers);
 */
export const zooLayers = {
  PaddedEmbedding,
  RadialBasis,
  ResidualUnit,
  ScaledTanh,
  SparseConv2D,
  TrainableSubsampling2D,
};
