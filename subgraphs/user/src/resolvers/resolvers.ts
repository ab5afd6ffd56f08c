import { DateTime } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { profileMutations } from './profile';
import { sessionMutations } from './session';
import { User } from './user';
import { Query, Viewer } from './viewer';

export const resolvers: SubgraphResolvers = { DateTime, Query, Viewer, User, Mutation: { ...sessionMutations, ...profileMutations } };
