import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

export interface KeptSecrets {
  /** From which the keys between gateway and subgraphs are derived. */
  readonly viewer: string;
  /** Signs upload targets and file links, which outlive a restart. */
  readonly media: string;
}

/** Random on the first start, then the same: kept beside the data, readable by its owner alone. */
export function keptSecrets(folder: string): KeptSecrets {
  const file = join(folder, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as KeptSecrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new ExplainedError(`${file} is not readable as JSON. Restore it, or delete it: links to media handed out before stop working then.`, {
        cause: error,
      });
    }
  }
  const made = { viewer: randomBytes(32).toString('base64url'), media: randomBytes(32).toString('base64url') };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
