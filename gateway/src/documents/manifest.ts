import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { z } from 'zod';

/** A document that a client was built with. */
export interface TrustedDocument {
  /** How clients name it; SHA-256 of the body in hexadecimal unless the tool that wrote the manifest made up its own. */
  readonly id: string;
  readonly body: string;
  /** `apollographql-client-name` of the client that alone may send it; absent: any. */
  readonly clientName?: string | undefined;
}

/** Documents by id, and by the SHA-256 of their body. */
export interface Manifest {
  readonly size: number;
  readonly bodies: readonly string[];
  byId(id: string): TrustedDocument | undefined;
  byBody(body: string): readonly TrustedDocument[];
}

const shape = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1), clientName: z.string().nullish() })),
});

/** Reads manifests in Apollo's format; what cannot be read keeps the gateway from starting. */
export function readManifests(paths: readonly string[]): Manifest {
  const ids = new Map<string, TrustedDocument>();
  const bodies = new Map<string, TrustedDocument[]>();
  for (const path of paths) {
    for (const document of readManifest(path)) {
      const known = ids.get(document.id);
      if (known && known.body !== document.body)
        throw new ExplainedError(`${path} names another document "${document.id}" than a manifest before it.`);
      ids.set(document.id, document);
      const key = sha256(document.body);
      bodies.set(key, [...(bodies.get(key) ?? []), document]);
    }
  }
  return {
    size: ids.size,
    bodies: [...new Set([...ids.values()].map(({ body }) => body))],
    byId: (id) => ids.get(id),
    byBody: (body) => bodies.get(sha256(body)) ?? [],
  };
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function readManifest(path: string): TrustedDocument[] {
  if (!existsSync(path)) throw new ExplainedError(`There is no manifest of trusted documents at ${path}: npm run build writes that of operations/.`);
  const parsed = shape.safeParse(jsonIn(path));
  if (!parsed.success) throw new ExplainedError(`${path} is no manifest of persisted queries:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.operations.map(({ id, body, clientName }) => ({ id, body, clientName: clientName ?? undefined }));
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ExplainedError(`${path} is not JSON: ${(error as Error).message}`);
  }
}
