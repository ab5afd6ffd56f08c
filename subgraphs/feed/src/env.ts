import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const feedSettings = subgraphSettings(4005);

export type FeedEnv = Env<typeof feedSettings>;

export const readFeedEnv = (source: EnvSource = process.env): FeedEnv => readEnv(feedSettings, source);
