/** Neighbouring layers whose feature maps have the same size; each dense layer is a stage of its own. */
export interface Stage {
  /** Height and width of the feature maps; 1 for a vector. */
  readonly side: number;
  /** The most channels in it; of a dense layer, its units. */
  readonly channels: number;
  readonly parameters: number;
  /** Multiply-adds of convolutions and dense layers. */
  readonly macs: number;
  readonly dense: boolean;
}

/** What the library says of a network, without its weights. */
export interface NetworkFacts {
  readonly parameters: number;
  readonly macs: number;
  /** Convolutions and dense layers on the longest way from picture to classes: the layers that names count. */
  readonly depth: number;
  readonly stages: readonly Stage[];
}
