import { Kind, parse, visit } from 'graphql';

/** Labels of `@override` for which fields are asked for where they are moving to. */
export type Overridden = ReadonlySet<string>;

const percentage = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/;
const none: Overridden = new Set();

/**
 * Fields on their way to another subgraph, by `@override(label: "percent(5)")`: draws, for one operation, which of them are asked for
 * there. A label that is no percentage is for other tools to decide, and its fields stay where they were.
 */
export function readOverrides(sdl: string, random: () => number = Math.random): () => Overridden {
  const percentages = new Map<string, number>();
  visit(parse(sdl, { noLocation: true }), {
    Argument({ name, value }) {
      if (name.value !== 'overrideLabel' || value.kind !== Kind.STRING) return;
      const percent = percentage.exec(value.value)?.[1];
      if (percent !== undefined) percentages.set(value.value, Number(percent) / 100);
    },
  });
  if (percentages.size === 0) return () => none;
  return () => new Set([...percentages].flatMap(([label, part]) => (random() < part ? [label] : [])));
}
