import { DateTime, UrlScalar } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { Comment, commentMutations } from './comment';
import { Facet, HashtagFacet, MentionFacet } from './facet';
import { Hashtag } from './hashtag';
import { Post, PostConnection, PostRevision, postMutations, Query } from './post';
import { Reactable, reactionMutations } from './reaction';
import { CommentEvent, Subscription } from './subscription';
import { ThreadItem, UnavailableComment } from './thread';
import { User } from './user';

const Mutation = { ...postMutations, ...reactionMutations, ...commentMutations };

export const resolvers: SubgraphResolvers = {
  DateTime,
  URL: UrlScalar,
  Query,
  Mutation,
  Subscription,
  Post,
  PostConnection,
  PostRevision,
  Facet,
  MentionFacet,
  HashtagFacet,
  Hashtag,
  Reactable,
  Comment,
  ThreadItem,
  UnavailableComment,
  CommentEvent,
  User,
};
