/**
 * Bus connections of one service process. All its queues and workers share one pool; each worker keeps one connection of it
 * for LISTEN. Six processes with their database pools share 97 slots.
 */
export const busConnections = {
  /** Queues and two workers: two listening, the rest for statements. */
  pool: 5,
  /** Live hints: one listening. */
  pubsub: 1,
  /** Publishing from a process that has no queues (the gateway). */
  publisher: 1,
  /** Command line tools. */
  tool: 2,
} as const;
