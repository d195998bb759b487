/** The optimizers that race, in the order of their history. */
export const racerNames = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamW', 'nadam'] as const;
export type RacerName = (typeof racerNames)[number];

/** What they are called, in any language. */
export const racerTitles: Readonly<Record<RacerName, string>> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  nesterov: 'Nesterov',
  adagrad: 'Adagrad',
  rmsprop: 'RMSprop',
  adam: 'Adam',
  adamW: 'AdamW',
  nadam: 'Nadam',
};

/** Where they race: on a surface one can look at, or in the weights of a network that learns digits. */
export const trackNames = ['bowl', 'valley', 'saddle', 'hills', 'digits'] as const;
export type TrackName = (typeof trackNames)[number];
export type SurfaceName = Exclude<TrackName, 'digits'>;

/** How the learning rate goes on. */
export const scheduleNames = ['constant', 'cosine', 'exponential'] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** A surface's part that is drawn, and where the race begins. */
export interface Course {
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly start: readonly [x: number, y: number];
  /** The least height there is. */
  readonly floor: number;
  readonly formula: string;
}

export const courses: Readonly<Record<SurfaceName, Course>> = {
  bowl: { x: [-4, 4], y: [-4, 4], start: [-3.5, 2.5], floor: 0, formula: 'x²/20 + y²' },
  valley: { x: [-2, 2], y: [-1, 3], start: [-1.5, 2.5], floor: 0, formula: '(1 − x)²/10 + (y − x²)²' },
  saddle: { x: [-2.2, 2.2], y: [-2.2, 2.2], start: [-1.8, 0.001], floor: -0.25, formula: 'x²/2 + y⁴/4 − y²/2' },
  hills: { x: [-5, 5], y: [-5, 5], start: [0.2, -0.3], floor: 0, formula: '((x² + y − 11)² + (x + y² − 7)²)/100' },
};

/** How many steps a race has. */
export const raceSteps = 200;

/** The rate that suits a track: `rate` is a power of ten beside it. */
export const usualRates: Readonly<Record<TrackName, number>> = {
  bowl: 0.1,
  valley: 0.03,
  saddle: 0.05,
  hills: 0.1,
  digits: 0.01,
};
