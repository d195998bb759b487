/** Drivers that WebGL can run on without a GPU, and the machine's own. */
export const drivers = {
  swiftshader: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  llvmpipe: ['--use-gl=angle', '--use-angle=gl-egl'],
  machine: [],
} as const;

export type Driver = keyof typeof drivers;

export const caseNames = [
  'conv3x3-b1',
  'conv3x3-b8',
  'inputGrad3x3',
  'filterGrad3x3',
  'gemm',
  'lenet5-step',
  'resnet18',
  'resnet50',
  'resnet50-cold',
] as const;

export type CaseName = (typeof caseNames)[number];

/** One way of TF.js to do the work: flags of its own, and what else it leaves open. The best of them counts. */
export interface Variant {
  readonly name: string;
  readonly flags: Readonly<Record<string, boolean>>;
  /** `fit` or `trainOnBatch`; batch normalisations `folded` into the convolutions, or `plain`. */
  readonly way?: 'fit' | 'trainOnBatch' | 'folded' | 'plain';
}

/** What WebGL was asked for by one of the libraries. */
export interface GlReading {
  readonly renderer: string;
  /** Programs that were linked. */
  readonly programs: number;
  readonly draws: number;
  /** Bytes of its textures: now, and at most. */
  readonly bytes: number;
  readonly peakBytes: number;
}

export interface SideReport {
  readonly name: string;
  /** From the start of the library to the first result read: its shaders, its uploads, all. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly minMs: number;
  /** Runs in a sample, and samples. */
  readonly times: number;
  readonly samples: number;
  readonly drawsPerRun: number;
  readonly gl: GlReading;
}

export interface RaceReport {
  readonly sides: readonly SideReport[];
  /** The largest difference of each side from the reference (float64 in plain loops, or else ours), in parts of the largest value. */
  readonly differences: readonly number[];
}

export interface FirstReport {
  readonly firstMs: number;
  readonly gl: GlReading;
  readonly values: readonly number[];
}

/** Milliseconds of each variant, by its name. */
export type ChoiceReport = Readonly<Record<string, number>>;

/** What the page does for Node.js: functions of its `window`. */
export interface Bench {
  choose(name: CaseName, budget: number): Promise<ChoiceReport>;
  /** `peer`: the name of the variant of TF.js; null for ours alone. */
  race(name: CaseName, peer: string | null, budget: number, seed: number): Promise<RaceReport>;
  /** Only the first call of ours (null) or of a variant of TF.js. */
  first(name: CaseName, peer: string | null): Promise<FirstReport>;
  variants(name: CaseName): readonly string[];
}
