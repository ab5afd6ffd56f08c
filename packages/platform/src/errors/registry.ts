/**
 * Every `extensions.code` a client can meet in top-level `errors`. Expected failures of a mutation are data
 * (`userErrors`), not listed here. docs/errors.md is generated from this list.
 */
export const errorCodes = {
  UNAUTHENTICATED: {
    meaning: 'The operation needs a signed-in person, or the access token is malformed, expired or of an ended session.',
    remedy: 'Refresh the session, or sign in again.',
    retry: false,
  },
  FORBIDDEN: {
    meaning: 'The person is known but may not do this.',
    remedy: 'Hide the action: viewerCan… fields tell beforehand.',
    retry: false,
  },
  BAD_USER_INPUT: {
    meaning: 'An argument has the right type but no usable value: a malformed cursor, a page size out of range, an id of another type.',
    remedy: 'Correct the argument; the message names it.',
    retry: false,
  },
  NOT_FOUND: {
    meaning: 'What a subscription names does not exist, or the person may not see it, or no longer.',
    remedy: 'Take it off the screen.',
    retry: false,
  },
  SUBGRAPH_UNAVAILABLE: {
    meaning: 'A part of the graph did not answer; the rest of the answer is complete.',
    remedy: 'Show what is there and try the missing part again shortly.',
    retry: true,
  },
  DEADLINE_EXCEEDED: {
    meaning: 'The time that the caller gave was up before this part was worked out.',
    remedy: 'Give more time, or ask for less.',
    retry: true,
  },
  SUBSCRIPTION_TOO_SLOW: {
    meaning: 'Events came faster than the subscriber took them, and too many waited.',
    remedy: 'Subscribe again with the cursor of the last event seen.',
    retry: true,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'The connection carries, or the person has open, as many as are allowed.',
    remedy: 'End one that is no longer needed.',
    retry: false,
  },
  SERVICE_STOPPING: {
    meaning: 'This instance is draining and takes no new work.',
    remedy: 'Try again: another instance answers. Subscriptions go on after the cursor of the last event seen.',
    retry: true,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A fault of ours. The message says nothing more; extensions.requestId finds it in the logs.',
    remedy: 'Try again later and report the request id.',
    retry: true,
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', remedy: 'Correct the syntax.', retry: false },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document does not fit the schema.',
    remedy: 'Correct the document; the message names the field.',
    retry: false,
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document holds several operations and operationName names none of them.',
    remedy: 'Send operationName.',
    retry: false,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'A hash was sent in place of a document that this instance has not seen yet.',
    remedy: 'Send the document along with its hash; clients that use automatic persisted queries do.',
    retry: true,
  },
  PERSISTED_QUERY_NOT_SUPPORTED: { meaning: 'Persisted queries are switched off.', remedy: 'Send the document.', retry: false },
  LIMIT_EXCEEDED: {
    meaning: 'The request is larger than extensions.limit allows: deeper, longer, with more aliases. extensions.maximum says how large it may be.',
    remedy: 'Ask for less, or in parts: config.limits tells beforehand.',
    retry: false,
  },
  RATE_LIMITED: {
    meaning: 'Too many operations of one class, or too much cost, from this person or address. extensions.limit names the class.',
    remedy: 'Wait for the seconds in extensions.retryAfter (header Retry-After) before anything else of that class.',
    retry: true,
  },
  DOCUMENT_NOT_TRUSTED: {
    meaning: "This gateway answers the documents of its manifests alone, and this is none of them, or another client's.",
    remedy: 'Have the document put into a manifest of trusted documents; send it as it stands there, or by its id.',
    retry: false,
  },
  BAD_REQUEST: { meaning: 'The HTTP request is not one of GraphQL over HTTP.', remedy: 'Correct the request.', retry: false },
} as const satisfies Record<string, { meaning: string; remedy: string; retry: boolean }>;

export type ErrorCode = keyof typeof errorCodes;
