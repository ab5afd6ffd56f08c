import { setting } from '@ejazz/platform/env/setting';

export const documentModes = ['any', 'log', 'trusted'] as const;

export const documentSettings = {
  DOCUMENTS: setting.oneOf(
    documentModes,
    'any',
    'documents that clients may send: any; any, with those that are in no manifest logged by client (log); or those of the manifests alone (trusted)',
  ),
  TRUSTED_DOCUMENTS: setting.text(
    '',
    'manifests of trusted documents in the format of Apollo, separated by commas, such as operations/generated/manifest.json',
  ),
} as const;
