/** Values that can be made again. What another process sets or deletes may be seen a second late; an engine that is away is a miss. */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  delete(key: string): Promise<void>;
}
