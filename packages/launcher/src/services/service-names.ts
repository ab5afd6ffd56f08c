/** Every service: it has a subgraph, a database and a process of this name. In the order of their ports, which follow the gateway's. */
export const serviceNames = ['user', 'post', 'media', 'notification', 'feed'] as const;
export type ServiceName = (typeof serviceNames)[number];
