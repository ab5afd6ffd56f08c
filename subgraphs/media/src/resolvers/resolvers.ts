import { DateTime, UrlScalar } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { Media } from './media';
import { Subscription } from './subscription';
import { Mutation, Query } from './upload';

export const resolvers: SubgraphResolvers = { DateTime, URL: UrlScalar, Query, Mutation, Subscription, Media };
