import type { LogEvent } from './domain/notification-log';
import type { Notification, NotificationGroup } from './generated/prisma/client';

export type NotificationModel = Notification;
export type NotificationGroupModel = NotificationGroup;
export type NotificationReceivedModel = Extract<LogEvent, { kind: 'received' }>;
export type NotificationGapModel = Extract<LogEvent, { kind: 'gap' }>;
export type NotificationEventModel = LogEvent;

/** The signed-in person, known by id alone until a field asks for more. */
export interface ViewerModel {
  readonly id: string;
  /** What is told of in this moment. */
  readonly unreadNotificationCount?: number;
}

/** A person of the user service. */
export interface UserModel {
  readonly id: string;
}

/** A post of the post service. */
export interface PostModel {
  readonly id: string;
}

/** A comment of the post service. */
export interface CommentModel {
  readonly id: string;
}
