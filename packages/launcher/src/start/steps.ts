/** Milliseconds of each step of a start, in order. */
export interface Steps {
  readonly taken: readonly { readonly step: string; readonly milliseconds: number }[];
  measure<T>(step: string, work: () => Promise<T>): Promise<T>;
}

export function createSteps(): Steps {
  const taken: { step: string; milliseconds: number }[] = [];
  return {
    taken,
    async measure(step, work) {
      const begun = performance.now();
      const result = await work();
      taken.push({ step, milliseconds: Math.round(performance.now() - begun) });
      return result;
    },
  };
}
