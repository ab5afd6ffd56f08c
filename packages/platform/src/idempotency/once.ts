import { createHash } from 'node:crypto';
import type { Sql } from '../database/sql';
import { checkClientRequestId } from './client-request-id';

interface Request {
  readonly actorId: string;
  readonly operation: string;
  /** The id that the client gave the request; without one it is simply carried out. */
  readonly clientRequestId: string | null | undefined;
  readonly input: unknown;
}

export type Once<R> = { readonly kind: 'first' | 'replay'; readonly result: R } | { readonly kind: 'conflict' };

/**
 * Creates once for one client request id, whoever sends it again. Of two at once the second waits for the first transaction to
 * end. The same id with another input is a conflict. `R` is kept as JSON: normally the new thing's id. To refuse, throw: then
 * nothing is kept, and the id may be used again.
 */
export async function once<R>(tx: Sql, request: Request, create: () => Promise<R>): Promise<Once<R>> {
  const { actorId, operation, clientRequestId, input } = request;
  if (clientRequestId == null) return { kind: 'first', result: await create() };
  checkClientRequestId(clientRequestId);
  const key = [actorId, operation, clientRequestId];
  const inputHash = createHash('sha256').update(canonical(input)).digest('base64url');
  const taken = await tx.$executeRawUnsafe(
    `INSERT INTO client_request (actor_id, operation, request_id, input_hash, result) VALUES ($1, $2, $3, $4, 'null') ON CONFLICT DO NOTHING`,
    ...key,
    inputHash,
  );
  if (taken === 1) {
    const result = await create();
    await tx.$executeRawUnsafe(
      'UPDATE client_request SET result = $4::jsonb WHERE actor_id = $1 AND operation = $2 AND request_id = $3',
      ...key,
      JSON.stringify(result),
    );
    return { kind: 'first', result };
  }
  const [first] = await tx.$queryRawUnsafe<{ inputHash: string; result: R }[]>(
    'SELECT input_hash AS "inputHash", result FROM client_request WHERE actor_id = $1 AND operation = $2 AND request_id = $3',
    ...key,
  );
  return first?.inputHash === inputHash ? { kind: 'replay', result: first.result } : { kind: 'conflict' };
}

/** JSON with sorted keys; absent and undefined are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
