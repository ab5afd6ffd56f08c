import { streamFormatFor } from './stream-format';

const transportFor = (accept: string | undefined) => streamFormatFor(accept)?.transport;

describe('the format of a stream', () => {
  it('is what the client asks for', () => {
    expect(transportFor('text/event-stream')).toBe('sse');
    expect(transportFor('text/event-stream, multipart/mixed')).toBe('sse');
    expect(transportFor('multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json')).toBe('multipart');
  });

  it('is none for a client that would rather have JSON', () => {
    const urql = 'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    expect(transportFor(urql)).toBeUndefined();
    expect(transportFor('application/json')).toBeUndefined();
    expect(transportFor('*/*')).toBeUndefined();
    expect(transportFor(undefined)).toBeUndefined();
  });
});
