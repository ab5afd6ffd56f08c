import { badInput } from '@ejazz/platform/errors/fault';
import { userError } from '@ejazz/platform/errors/user-error';
import { postLimits } from './post-rules';

/** Refuses ids that cannot be kept as a key. */
export function checkClientRequestId(id: string | null | undefined): void {
  if (id == null || (id !== '' && id.length <= postLimits.clientRequestId && !id.includes('\0'))) return;
  throw badInput('clientRequestId', `"clientRequestId" must have 1 to ${postLimits.clientRequestId} characters.`);
}

export const clientRequestReused = () =>
  userError('CLIENT_REQUEST_ID_REUSED' as const, ['input', 'clientRequestId'], 'This clientRequestId came before with another input.');
