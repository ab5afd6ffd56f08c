import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  profiles: z.array(z.string()).default([]),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).default([]),
  read_only: z.boolean().default(false),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

export type ComposeFile = z.infer<typeof composeFile>;
export type ComposeService = z.infer<typeof service>;
export type Variables = Readonly<Record<string, string>>;

/** The file's text, before variables are filled in. */
export const composeText = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');

/** docker-compose.yml as `docker compose` reads it with these variables in `.env`. */
export const composeWith = (variables: Variables): ComposeFile => composeFile.parse(interpolate(parse(composeText, { merge: true }), variables));

/** `${A}`, `${A:-b}`, `${A-b}` and `${A:?message}`, one inside the other too, in every text. */
function interpolate(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return fill(value, variables);
  if (Array.isArray(value)) return value.map((item) => interpolate(item, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item, variables)]));
}

function fill(text: string, variables: Variables): string {
  const innermost = /\$\{(\w+)(?:(:?[-?])([^${}]*))?\}/;
  for (let left = text; ; ) {
    const match = innermost.exec(left);
    if (!match) return left;
    const [whole, name = '', operator = '', rest = ''] = match;
    const given = variables[name];
    const present = operator.startsWith(':') ? Boolean(given) : given !== undefined;
    if (!present && operator.endsWith('?')) throw new Error(`${name}: ${rest}`);
    left = left.replace(whole, () => (present ? (given ?? '') : rest));
  }
}
