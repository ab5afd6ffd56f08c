/** Lines that went (`- `), came (`+ `) and stayed (`  `) between two texts; empty when they are the same. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  const common = commonLengths(before, after);
  const lines: string[] = [];
  let [old, fresh] = [0, 0];
  while (old < before.length || fresh < after.length) {
    if (old < before.length && before[old] === after[fresh]) {
      lines.push(`  ${before[old++]}`);
      fresh++;
    } else if (fresh >= after.length || (old < before.length && at(common, old + 1, fresh) >= at(common, old, fresh + 1))) {
      lines.push(`- ${before[old++]}`);
    } else lines.push(`+ ${after[fresh++]}`);
  }
  return lines.every((line) => line.startsWith('  ')) ? [] : lines;
}

const at = (table: readonly (readonly number[])[], row: number, column: number): number => table[row]?.[column] ?? 0;

/** How many lines the rests of both texts have in common, from every place in the one and the other. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const length =
        before[row] === after[column] ? at(table, row + 1, column + 1) + 1 : Math.max(at(table, row + 1, column), at(table, row, column + 1));
      (table[row] ?? [])[column] = length;
    }
  }
  return table;
}
