import { readEnv } from '@ejazz/platform/env/define-env';
import { policiesOf, rateLimitsSetting } from './policies';

const read = (text?: string) => policiesOf(readEnv({ RATE_LIMITS: rateLimitsSetting }, { RATE_LIMITS: text }).RATE_LIMITS);

it('limits every class when nothing is said', () => {
  expect([...read().keys()].sort()).toEqual(['COST', 'READ', 'RESET', 'SIGN_IN', 'SIGN_UP', 'UPLOAD', 'WRITE']);
});

it('limits what is named, and nothing when off', () => {
  expect(read('sign-in=5/300, read=10/1')).toEqual(
    new Map([
      ['SIGN_IN', { points: 5, seconds: 300 }],
      ['READ', { points: 10, seconds: 1 }],
    ]),
  );
  expect(read('off').size).toBe(0);
});

it.each(['reads=1/1', 'read=0/1', 'read=1', 'on', 'read=1/1;write=1/1'])('refuses "%s"', (text) => {
  expect(() => read(text)).toThrow(`RATE_LIMITS is "${text}"`);
});
