import type { Setting } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { z } from 'zod';

const documentModes = ['any', 'log', 'trusted'] as const;
export type DocumentMode = (typeof documentModes)[number];

const entry = new RegExp(`^([\\w.-]+(?:@[\\w.+-]+)?)=(${documentModes.join('|')})$`);

function modeIn(item: string): [string, DocumentMode][] {
  const [, client = '', said] = entry.exec(item) ?? [];
  const mode = documentModes.find((known) => known === said);
  return mode ? [[client, mode]] : [];
}

/** `web=trusted, ios@2.1.0=log` -> the mode of each client, of all its versions or of one. */
const clientModes: Setting<ReadonlyMap<string, DocumentMode>> = {
  type: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.every((item) => entry.test(item)), `expected name=mode or name@version=mode; the modes are ${documentModes.join(', ')}`)
    .transform((items) => new Map(items.flatMap(modeIn))),
  describe: 'clients for which DOCUMENTS is otherwise, by name or by name@version, such as web=trusted,ios@2.1.0=log',
};

export const documentSettings = {
  DOCUMENTS: setting.oneOf(
    documentModes,
    'any',
    'documents that clients may send: any; any, with those that are in no manifest logged by client (log); or those of the manifests alone (trusted)',
  ),
  DOCUMENTS_BY_CLIENT: clientModes,
  TRUSTED_DOCUMENTS: setting.text(
    '',
    'manifests of trusted documents in the format of Apollo, separated by commas, such as operations/generated/manifest.json',
  ),
} as const;
