import { feedSettings, readFeedEnv } from '@ejazz/feed/env';
import { createFeed } from '@ejazz/feed/server';
import { mediaSettings, readMediaEnv } from '@ejazz/media/env';
import { createMedia } from '@ejazz/media/server';
import { notificationSettings, readNotificationEnv } from '@ejazz/notification/env';
import { createNotification } from '@ejazz/notification/server';
import type { EnvSource, Settings } from '@ejazz/platform/env/define-env';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { AnswerInProcess } from '@ejazz/platform/subgraph/in-process';
import type { SubgraphOverrides } from '@ejazz/platform/subgraph/subgraph-service';
import { postSettings, readPostEnv } from '@ejazz/post/env';
import { createPost } from '@ejazz/post/server';
import { readUserEnv, userSettings } from '@ejazz/user/env';
import { createUser } from '@ejazz/user/server';
import { type ServiceName, serviceNames } from './service-names';

interface ServiceDefinition {
  readonly settings: Settings;
  create(source: EnvSource, overrides: SubgraphOverrides): Service & { readonly url: string; readonly answer: AnswerInProcess };
}

/** What each service can be told, and how it is made. */
export const services = {
  user: { settings: userSettings, create: (source, overrides) => createUser(readUserEnv(source), overrides) },
  post: { settings: postSettings, create: (source, overrides) => createPost(readPostEnv(source), overrides) },
  media: { settings: mediaSettings, create: (source, overrides) => createMedia(readMediaEnv(source), overrides) },
  notification: { settings: notificationSettings, create: (source, overrides) => createNotification(readNotificationEnv(source), overrides) },
  feed: { settings: feedSettings, create: (source, overrides) => createFeed(readFeedEnv(source), overrides) },
} satisfies Record<ServiceName, ServiceDefinition>;

export type Services = { readonly [N in ServiceName]: ReturnType<(typeof services)[N]['create']> };

export const createServices = (sourceOf: (name: ServiceName) => EnvSource, overrides: SubgraphOverrides): Services =>
  Object.fromEntries(serviceNames.map((name) => [name, services[name].create(sourceOf(name), overrides)])) as Services;
