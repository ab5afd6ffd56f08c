import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { parse } from 'yaml';
import { z } from 'zod';

export const exceptionsFile = 'schema-exceptions.yaml';

const shape = z.strictObject({
  exceptions: z
    .array(
      z.strictObject({ allow: z.string().regex(/^[A-Z_]+ \S+$/), reason: z.string().min(1), approvedBy: z.string().min(1), until: z.iso.date() }),
    )
    .nullable(),
});

/** A change or lint finding that somebody approved, for a time. */
export interface SchemaException {
  /** Code and path: `FIELD_REMOVED Post.likeCount`. */
  readonly allow: string;
  readonly reason: string;
  readonly approvedBy: string;
  /** The last day it holds. */
  readonly until: string;
}

/** @throws ExplainedError when the file is not of its form */
export function readExceptions(root: string): SchemaException[] {
  const path = join(root, exceptionsFile);
  if (!existsSync(path)) return [];
  const parsed = shape.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new ExplainedError(`${exceptionsFile} is not of its form:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.exceptions ?? [];
}

/** The exception for a finding, and whether it still holds. */
export function exceptionFor({ code, path }: { readonly code: string; readonly path: string }, exceptions: readonly SchemaException[], now: Date) {
  const exception = exceptions.find(({ allow }) => allow === `${code} ${path}`);
  return exception && { exception, holds: now.toISOString().slice(0, 10) <= exception.until };
}
