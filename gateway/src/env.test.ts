import { readGatewayEnv } from './env';

const secret = 'x'.repeat(32);

test('limits by caller and by price hold for our own graph, and for another one when they are set', () => {
  const { RATE_LIMITS: usual, MAX_COST: price } = readGatewayEnv({ VIEWER_SECRET: secret });
  expect(usual).toContain('sign-in=');
  expect(readGatewayEnv({})).toMatchObject({ RATE_LIMITS: 'off', MAX_COST: 10_000_000 });
  expect(readGatewayEnv({ RATE_LIMITS: '', MAX_COST: String(price) })).toMatchObject({ RATE_LIMITS: 'off', MAX_COST: price });
  expect(readGatewayEnv({ RATE_LIMITS: 'read=1/60' })).toMatchObject({ RATE_LIMITS: 'read=1/60' });
});

test.each(['host', 'Content-Type', 'x-ejazz-viewer', 'a b'])('the header %s is not one to forward', (name) => {
  expect(() => readGatewayEnv({ FORWARD_HEADERS: name })).toThrow('FORWARD_HEADERS');
});
