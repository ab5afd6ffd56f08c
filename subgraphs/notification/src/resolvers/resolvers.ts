import { DateTime } from '@ejazz/platform/schema/scalars';
import type { SubgraphResolvers } from '../generated/graphql';
import { Mutation, Notification, NotificationEvent, Subscription } from './notification';
import { NotificationGroup } from './notification-group';
import { Query, Viewer } from './viewer';

export const resolvers: SubgraphResolvers = { DateTime, Query, Mutation, Subscription, Viewer, Notification, NotificationGroup, NotificationEvent };
