import { publicUrlOf } from './public-url';

const listening = () => 'http://127.0.0.1:4003/graphql';

test('clients are sent where the settings say, else where the service listens', () => {
  expect(publicUrlOf({ PUBLIC_URL: 'https://media.example.org/files/', HOST: '0.0.0.0' }, listening)()).toBe('https://media.example.org/files');
  expect(publicUrlOf({ PUBLIC_URL: undefined, HOST: '127.0.0.1' }, listening)()).toBe('http://127.0.0.1:4003');
});

test('a service that listens everywhere must be told its address', () => {
  for (const HOST of ['0.0.0.0', '::']) expect(() => publicUrlOf({ PUBLIC_URL: undefined, HOST }, listening)).toThrow('set PUBLIC_URL');
});
