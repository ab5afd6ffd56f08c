import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { z } from 'zod';

const day = z.iso.datetime();
const use = z.object({ count: z.int().positive(), lastSeen: day });
const shape = z.object({
  version: z.literal(1),
  since: day,
  clients: z.array(z.object({ name: z.string(), version: z.string(), fields: z.record(z.string(), use) })),
});

/**
 * What gateways have seen their clients ask for, as docs/usage.md describes: places in the schema (`Type`, `Type.field`,
 * `Type.field.argument`, `Input.field`, `Enum.VALUE`, `@directive`), how often, and on which day last; no variables, no people.
 */
export type RecordedUsage = z.infer<typeof shape>;

type Fields = RecordedUsage['clients'][number]['fields'];

/** @throws ExplainedError when the file is not of its form */
export function readUsageFile(path: string): RecordedUsage {
  const parsed = shape.safeParse(jsonOf(path));
  if (!parsed.success) throw new ExplainedError(`${path} is not a file of recorded usage:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Replaces the file at once: whoever reads it meanwhile sees the former or the new one whole. */
export async function writeUsageFile(path: string, usage: RecordedUsage): Promise<void> {
  const next = `${path}.${process.pid}.new`;
  await writeFile(next, `${JSON.stringify(usage)}\n`);
  await rename(next, path);
}

/** What several gateways have seen, or one before and after; at least one of them. */
export function mergeUsage(first: RecordedUsage, ...more: readonly RecordedUsage[]): RecordedUsage {
  const all = [first, ...more];
  const clients = new Map<string, { name: string; version: string; fields: Fields }>();
  for (const { name, version, fields } of all.flatMap((usage) => usage.clients)) {
    const key = JSON.stringify([name, version]);
    const client = clients.get(key) ?? { name, version, fields: {} };
    clients.set(key, client);
    for (const [field, { count, lastSeen }] of Object.entries(fields)) {
      const known = client.fields[field];
      client.fields[field] = { count: count + (known?.count ?? 0), lastSeen: known && known.lastSeen > lastSeen ? known.lastSeen : lastSeen };
    }
  }
  const since = all.map((usage) => usage.since).sort()[0] ?? first.since;
  return { version: 1, since, clients: [...clients.values()] };
}

/** Without what nobody has asked for since then. */
export function forgetUsage(usage: RecordedUsage, before: Date): RecordedUsage {
  const clients = usage.clients.flatMap((client) => {
    const fields = Object.fromEntries(Object.entries(client.fields).filter(([, { lastSeen }]) => new Date(lastSeen) >= before));
    return Object.keys(fields).length > 0 ? [{ ...client, fields }] : [];
  });
  return { ...usage, clients };
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ExplainedError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
