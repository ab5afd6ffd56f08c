const conflicts = new Set(['P2034', '40001', '40P01']);

/**
 * Whether a transaction was refused only for the sake of another one: tried again, it may succeed. Prisma tells it as P2034,
 * or, for raw statements, somewhere below `meta` and `cause`.
 */
export function isConflict(error: unknown, depth = 5): boolean {
  if (typeof error !== 'object' || error === null || depth === 0) return false;
  const { code, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  return (
    [code, originalCode].some((value) => conflicts.has(String(value))) ||
    [cause, meta, driverAdapterError].some((inner) => isConflict(inner, depth - 1))
  );
}
