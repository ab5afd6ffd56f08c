/** Of two taken at random the one with less under way: close to the best choice, and many gateways do not all make the same one. */
export function lessBusyOfTwo<T extends { readonly inFlight: number }>(all: readonly T[], random: () => number = Math.random): T | undefined {
  if (all.length < 2) return all[0];
  const first = Math.floor(random() * all.length);
  const second = (first + 1 + Math.floor(random() * (all.length - 1))) % all.length;
  const [one, other] = [all[first] as T, all[second] as T];
  return one.inFlight <= other.inFlight ? one : other;
}
