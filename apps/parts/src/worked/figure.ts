/** A matrix of a worked figure. */
export interface WorkedGrid {
  readonly label: string;
  readonly values: readonly (readonly number[])[];
  /** Written before the grid: `∗`, `+`, `=`. */
  readonly sign?: string;
  /** This many rows and columns at each edge were added around. */
  readonly pad?: number;
  /** Filled step by step. */
  readonly result?: boolean;
}

/** A rectangle of cells of a grid. */
export interface Area {
  readonly grid: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** How one number of the result came about. */
export interface WorkedStep {
  /** The number, in each grid of results. */
  readonly row: number;
  readonly column: number;
  /** The cells it was made of. */
  readonly from: readonly Area[];
  /** The sum written out. */
  readonly text: string;
}

/** Everything a worked figure shows; the site's build computes it with Striate. */
export interface WorkedFigure {
  /** Rows of grids, side by side where there is room. */
  readonly rows: readonly (readonly WorkedGrid[])[];
  readonly steps: readonly WorkedStep[];
}
