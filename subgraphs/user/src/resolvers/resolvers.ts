import { DateTime } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { accountMutations } from './account';
import { graphMutations } from './graph';
import { profileMutations } from './profile';
import { PersonConnection } from './related-people';
import { Session, sessionMutations } from './session';
import { User } from './user';
import { Query, Viewer } from './viewer';

export const resolvers: SubgraphResolvers = {
  DateTime,
  Query,
  Viewer,
  User,
  Session,
  PersonConnection,
  Mutation: { ...sessionMutations, ...accountMutations, ...profileMutations, ...graphMutations },
};
