import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { parse } from 'yaml';
import { z } from 'zod';

/** One subgraph of `supergraph.yaml`. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  /** As written in the yaml file: what messages show. */
  readonly file: string;
  readonly sdl: string;
}

const shape = z.object({
  federation_version: z.string().optional(),
  subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});

/** Reads Rover's `supergraph.yaml` and the schema files it names (relative to it). */
export function readSupergraphYaml(path: string): SubgraphSource[] {
  if (!existsSync(path)) throw new ExplainedError(`${path} does not exist: it says which subgraphs to compose.`);
  const parsed = shape.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new ExplainedError(`${path} is not of Rover's format:\n${z.prettifyError(parsed.error)}`);
  return Object.entries(parsed.data.subgraphs).map(([name, { routing_url, schema }]) => {
    const file = resolve(dirname(path), schema.file);
    if (!existsSync(file)) throw new ExplainedError(`${path} names the schema ${schema.file} for the subgraph "${name}", but there is no such file.`);
    return { name, url: routing_url, file: schema.file, sdl: readFileSync(file, 'utf8') };
  });
}
