export { createLiveClient, type LiveClient, type LiveClientOptions, LiveClosed, type LiveHandlers, type LiveSink } from './live/live-client.ts';
export type { LiveOperation } from './live/resume.ts';
