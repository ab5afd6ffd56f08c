/** `extensions.cost` in words: its numbers by their names, whichever the gateway tells. */
export function costText(cost: unknown): string | undefined {
  if (typeof cost === 'number') return `cost ${cost}`;
  if (typeof cost !== 'object' || cost === null) return undefined;
  const numbers = Object.entries(cost).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return numbers.length === 0 ? undefined : `cost ${numbers.map(([name, value]) => `${value} ${name}`).join(' · ')}`;
}
