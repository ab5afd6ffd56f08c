import { DateTime } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { Comment, commentMutations } from './comment';
import { likeMutations } from './like';
import { Post, PostConnection, PostRevision, postMutations, Query } from './post';
import { CommentEvent, Subscription } from './subscription';
import { User } from './user';

const Mutation = { ...postMutations, ...likeMutations, ...commentMutations };

export const resolvers: SubgraphResolvers = {
  DateTime,
  Query,
  Mutation,
  Subscription,
  Post,
  PostConnection,
  PostRevision,
  Comment,
  CommentEvent,
  User,
};
