import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { z } from 'zod';
import type { ClientDocument } from './client-document';

const apollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  client: z.object({ name: z.string().min(1), version: z.string().min(1) }).optional(),
  operations: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
});
const byHash = z.record(z.string(), z.string());

/**
 * The documents of one client's release: Apollo's persisted query manifest, which may say `"client": { "name", "version" }`, or the
 * `{ hash: document }` of Relay and graphql-codegen. A client without a name in the file is named after it: `web@2.3.1.json`.
 * @throws ExplainedError when it is neither
 */
export function readManifest(path: string): ClientDocument[] {
  const content = readJson(path);
  const named = basename(path, '.json').replace('@', ' ');
  const manifest = apollo.safeParse(content);
  if (manifest.success) {
    const { client, operations } = manifest.data;
    return operations.map(({ body }) => inManifest(client ? `${client.name} ${client.version}` : named, path, body));
  }
  const documents = byHash.safeParse(content);
  if (documents.success) return Object.values(documents.data).map((body) => inManifest(named, path, body));
  throw new ExplainedError(`${path} is neither a persisted query manifest of Apollo's format, version 1, nor an object of documents by hash.`);
}

const inManifest = (client: string, file: string, text: string): ClientDocument => ({ client, file, text, linesOfFile: false });

export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ExplainedError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
