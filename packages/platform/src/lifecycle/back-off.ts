export interface BackOff {
  /** First delay in ms; it doubles with each failure. */
  readonly first: number;
  readonly most: number;
}

/** Delay before the next try after so many failures: doubling, capped, and spread so that many waiting parties do not come at once. */
export function backOffDelay({ first, most }: BackOff, failures: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole * (0.5 + Math.random() / 2));
}
