/** What a request is told that wants to go on. */
export interface Verdict {
  readonly allowed: boolean;
  /** Points left until `resetAt`. */
  readonly remaining: number;
  readonly resetAt: Date;
}

/** So many points a key and window, counted over all processes; while the engine is away, by each process for itself. */
export interface RateLimit {
  /** Never rejects. What is refused counts too. */
  consume(key: string, points?: number): Promise<Verdict>;
  /** Gives a key all its points back. Never rejects. */
  forgive(key: string): Promise<void>;
}
