/** Where the composed graph comes from. */
export interface Origin {
  /** As messages name it. */
  readonly name: string;
  /** The graph as it is there now; undefined when it has not changed since it was last read. */
  read(signal: AbortSignal): Promise<string | undefined>;
  /** Milliseconds after which it is worth looking again; 0 when it is not. */
  readonly pollInterval: number;
}
