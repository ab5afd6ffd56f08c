/** The value below which so large a part of the numbers lies. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export const median = (numbers) => quantile(numbers, 0.5);

/** Does `work` for every number below `count`, so many at once; gives how many were done in a second. */
export async function rate(count, concurrency, work) {
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return count / ((performance.now() - begun) / 1000);
}
