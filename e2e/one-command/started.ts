import { startNode, type WatchedProcess } from '../processes/watched-process';

/** What `npm start` runs after the build. */
export const start = (env: Record<string, string>, flags: readonly string[] = []): WatchedProcess =>
  startNode(['packages/launcher/dist/main.js', ...flags], { LOG_LEVEL: 'error', ...env });
