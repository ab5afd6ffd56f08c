import { Fault } from '@ejazz/platform/errors/fault';
import type { SubscriptionRole, UpstreamEvent, UpstreamOperation } from './role';

/** What a datasource answers to the first fetch of a subscription; undefined for every other fetch. */
export function takePart(role: SubscriptionRole | undefined, operation: UpstreamOperation): UpstreamEvent | undefined {
  if (!operation.query.startsWith('subscription')) return undefined;
  if (!role) throw new Fault('BAD_REQUEST', 'Subscriptions are answered over WebSocket, SSE or multipart.');
  if (role.kind === 'event') return role.event;
  role.capture(operation);
  return {};
}
