import { DateTime } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { HomeFeedNews, Subscription } from './subscription';
import { HashtagTrend } from './trends';
import { Query, Viewer } from './viewer';

export const resolvers: SubgraphResolvers = { DateTime, Query, Subscription, Viewer, HomeFeedNews, HashtagTrend };
