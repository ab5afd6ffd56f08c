import { DateTime, UrlScalar } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { bookmarkMutations, Viewer } from './bookmark';
import { Comment, commentMutations } from './comment';
import { Facet, HashtagFacet, MentionFacet } from './facet';
import { Hashtag } from './hashtag';
import { Post, PostConnection, PostRevision, postMutations, Query } from './post';
import { Reactable, reactionMutations } from './reaction';
import { QuotedPost, sharingMutations } from './sharing';
import { CommentEvent, Subscription } from './subscription';
import { ThreadItem, UnavailableComment } from './thread';
import { User } from './user';

const Mutation = { ...postMutations, ...sharingMutations, ...bookmarkMutations, ...reactionMutations, ...commentMutations };

export const resolvers: SubgraphResolvers = {
  DateTime,
  URL: UrlScalar,
  Query,
  Mutation,
  Subscription,
  Viewer,
  Post,
  QuotedPost,
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
