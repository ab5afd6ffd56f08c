import type { z } from 'zod';
import { badInput } from '../errors/fault';

/** Cursors are opaque to clients: the keyset of the last item as JSON in base64url. */
export const encodeCursor = (keyset: unknown): string => Buffer.from(JSON.stringify(keyset)).toString('base64url');

/** Reads a cursor of the given shape; anything else is a coded error that names the argument. */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>, argument = 'after'): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badInput(argument, `"${argument}" is not a cursor of this list.`);
  }
}
