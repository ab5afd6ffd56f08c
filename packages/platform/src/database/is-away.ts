/** SQLSTATEs and Node's codes of a server, or a database of it, that takes no connections or has cut one. */
const codes = /^(?:08...|57P0[1-5]|53300|ECONN(?:REFUSED|RESET|ABORTED)|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE)$/;
/** Prisma's names for the same. */
const prismaCodes: readonly unknown[] = ['P1001', 'P1002', 'P1017', 'P2024', 'P2037'];
const kinds: readonly unknown[] = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'];

/** Whether work failed because the database cannot be reached just now, by the driver's error or by Prisma's around it. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, severity, kind, message, meta, cause } = error as Record<string, unknown>;
  if (typeof code === 'string' && (codes.test(code) || prismaCodes.includes(code))) return true;
  // FATAL ends a connection, or refuses it: the statement itself is not at fault.
  if (severity === 'FATAL' || kinds.includes(kind)) return true;
  if (typeof message === 'string' && /^Connection terminated/.test(message)) return true;
  const { driverAdapterError } = (meta ?? {}) as Record<string, unknown>;
  return [driverAdapterError, cause].some((inner) => inner !== error && isDatabaseAway(inner));
}
