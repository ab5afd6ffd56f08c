import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckInput, check } from '@ejazz/contract/check/check';
import type { SchemaException } from '@ejazz/contract/check/exceptions';
import type { CheckReport } from '@ejazz/contract/check/report';
import { readManifest } from '@ejazz/contract/clients/manifest';
import { composeSources } from '@ejazz/gateway/supergraph/compose';
import type { SubgraphSource } from '@ejazz/gateway/supergraph/supergraph-yaml';
import { readUsageFile } from '@ejazz/gateway/usage/usage-file';

const folder = join(__dirname, 'graph');
const text = (path: string) => readFileSync(join(folder, path), 'utf8');

const sources: SubgraphSource[] = ['people', 'posts'].map((name) => {
  const file = `${name}.graphql`;
  return { name, url: `http://${name}.test/graphql`, file, sdl: text(file) };
});
const saved = readdirSync(join(folder, 'operations')).map((name) => {
  const file = `operations/${name}`;
  return { client: 'operations', file, text: text(file), linesOfFile: true };
});
/** The supergraph of this folder. */
export const baseSdl = composeSources(sources);

/** A text of one subgraph's schema and what stands there after the change. */
export type Edit = readonly [subgraph: 'people' | 'posts', from: string, to: string];

/** Checks the graph of this folder after the edits, on 1 June 2026. */
export function checkChange(
  edits: readonly Edit[],
  given: Partial<CheckInput> & { exceptions?: readonly SchemaException[] } = {},
): Promise<CheckReport> {
  return check({
    sources: sources.map((source) => edits.filter(([name]) => name === source.name).reduce(edit, source)),
    base: { label: 'the graph before', sdl: baseSdl },
    documents: [...saved, ...readManifest(join(folder, 'clients/app@4.0.json'))],
    usage: readUsageFile(join(folder, 'usage.json')),
    exceptions: [],
    days: 30,
    now: new Date('2026-06-01T12:00:00Z'),
    ...given,
  });
}

function edit(source: SubgraphSource, [, from, to]: Edit): SubgraphSource {
  if (source.sdl.split(from).length !== 2) throw new Error(`"${from}" does not stand once in ${source.file}.`);
  return { ...source, sdl: source.sdl.replace(from, to) };
}

/** The supergraph after edits. */
export const edited = (...edits: readonly Edit[]): string =>
  composeSources(sources.map((source) => edits.filter(([name]) => name === source.name).reduce(edit, source)));
