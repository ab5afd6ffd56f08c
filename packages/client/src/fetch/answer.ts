import type { GraphFault } from '../errors.ts';

/** An answer: data, faults, or data with faults where parts are missing. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphFault[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer with top-level errors. */
export class Faulty extends Error {
  override readonly name = 'Faulty';
  readonly faults: readonly GraphFault[];
  constructor(faults: readonly GraphFault[]) {
    super(faults.map(({ message, path }) => (path ? `${message} (${path.join('.')})` : message)).join('\n'));
    this.faults = faults;
  }
}
