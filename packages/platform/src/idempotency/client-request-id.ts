import { badInput } from '../errors/fault';
import { userError } from '../errors/user-error';

/** Characters a client request id may have. */
export const maxClientRequestId = 100;

/** Refuses ids that cannot be kept as a key. */
export function checkClientRequestId(id: string): void {
  if (id !== '' && id.length <= maxClientRequestId && !id.includes('\0')) return;
  throw badInput('clientRequestId', `"clientRequestId" must have 1 to ${maxClientRequestId} characters.`);
}

/** The user error of a mutation that was sent again with another input. */
export const clientRequestIdReused = () =>
  userError('CLIENT_REQUEST_ID_REUSED' as const, ['input', 'clientRequestId'], 'This clientRequestId came before with another input.');
