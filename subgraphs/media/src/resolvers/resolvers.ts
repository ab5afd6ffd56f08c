import { DateTime, UrlScalar } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { Media } from './media';
import { Mutation, Query } from './root';
import { Subscription } from './subscription';

export const resolvers: SubgraphResolvers = { DateTime, URL: UrlScalar, Query, Mutation, Subscription, Media };
