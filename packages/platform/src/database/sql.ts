/** Raw SQL of a generated Prisma client or of its transaction: all that the platform can know of either. */
export interface Sql {
  $queryRawUnsafe<T = unknown>(query: string, ...values: unknown[]): Promise<T>;
  $executeRawUnsafe(query: string, ...values: unknown[]): Promise<number>;
}

export interface TransactionLimits {
  readonly maxWait?: number;
  readonly timeout?: number;
}

/** A generated Prisma client with transactions of type `Tx`. */
export interface SqlDatabase<Tx extends Sql> extends Sql {
  $transaction<T>(work: (tx: Tx) => Promise<T>, limits?: TransactionLimits): Promise<T>;
}
