/** The figures of one run, as `metrics.json` has them. */
export interface Metrics {
  /** Share of the test digits read right. */
  readonly testAccuracy: number;
  readonly testLoss: number;
  /** Wall-clock time of `fit`, its validation included. */
  readonly trainSeconds: number;
  readonly epochs: number;
  /** Training digits a second, over all epochs. */
  readonly samplesPerSecond: number;
  readonly parameters: number;
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly batchSize: number;
  readonly seed: number;
}
