import type { SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { RecordedUse } from '../usage/recorded-usage';
import type { Use } from '../usage/use';

export const placeText = ({ file, line, column }: SchemaPlace): string => `${file}:${line}:${column}`;

/** Uses by client and operation, each at its first place: an operation breaks once. */
export function useLines(uses: readonly Use[]): string[] {
  const first = new Map<string, Use>();
  for (const use of uses) {
    const key = `${use.client} ${use.operation} ${use.file}`;
    if (!first.has(key)) first.set(key, use);
  }
  return [...first.values()].map(useText);
}

function useText(use: Use): string {
  const place = use.lineOfFile ? placeText(use) : `line ${use.line} of its document in ${use.file}`;
  return `${use.operation} (${use.client}) ${place}`;
}

export const recordedText = ({ client, count, lastSeen }: RecordedUse): string =>
  `${client} asked for it ${count.toLocaleString('en')} times, last on ${lastSeen.slice(0, 10)}`;
