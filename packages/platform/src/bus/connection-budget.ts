/**
 * Bus connections of one process; a test counts them. PostgreSQL: all queues and workers share one pool, of which each worker keeps
 * one connection for LISTEN; the processes with their database pools share 97 slots. Redis: ten thousand are allowed.
 */
export const busConnections = {
  postgres: {
    /** Queues and two workers: two listening, the rest for statements. */
    pool: 5,
    /** Live hints: one listening. */
    hints: 1,
    /** Pool of a process that has no queues (the gateway), and of command line tools. */
    smallPool: 2,
  },
  redis: {
    /** Adding jobs, publishing, rate limits, cache. */
    commands: 1,
    hints: 1,
    /** What workers report, all of them over one connection. */
    work: 1,
    /** Waiting for the next job. */
    aWorker: 1,
  },
} as const;
