import { DateTime } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { accountMutations } from './account';
import { profileMutations } from './profile';
import { Session, sessionMutations } from './session';
import { User } from './user';
import { Query, Viewer } from './viewer';

export const resolvers: SubgraphResolvers = {
  DateTime,
  Query,
  Viewer,
  User,
  Session,
  Mutation: { ...sessionMutations, ...accountMutations, ...profileMutations },
};
