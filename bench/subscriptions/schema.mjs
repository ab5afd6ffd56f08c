/** The events, and the people they are joined with. */
export const ticks = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { tick(topic: ID!): Tick! }
  type Subscription { ticked(topic: ID!, after: String): Tick! }
  type Tick { eventId: ID! cursor: String! occurredAt: Float! text: String! author: User }
  type User @key(fields: "id", resolvable: false) { id: ID! }
`;
export const users = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { user(id: ID!): User }
  type User @key(fields: "id") { id: ID! name: String! }
`;
export const bare = /* GraphQL */ `
  type Query { tick(topic: ID!): Tick! }
  type Subscription { ticked(topic: ID!, after: String): Tick! }
  type Tick { eventId: ID! cursor: String! occurredAt: Float! text: String! author: User }
  type User { id: ID! name: String! }
`;

const text = 'Somebody said something of an ordinary length, as people do.';
export const now = () => performance.timeOrigin + performance.now();
export const tick = (topic, number) => ({
  eventId: `${topic}-${number}`,
  cursor: String(number),
  occurredAt: now(),
  text,
  author: { __typename: 'User', id: `u${number % 50}`, name: 'Ann' },
});
