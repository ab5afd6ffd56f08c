import { readEnv } from '../env/define-env';
import { subgraphSettings } from './subgraph-settings';

const others = { DATABASE_URL: 'postgresql://here/own', VIEWER_KEY: 'k'.repeat(32) };
const read = (source: Record<string, string>) => readEnv(subgraphSettings(4001), { ...others, ...source });

test('the bus is PostgreSQL or Redis: one of them has to be set', () => {
  expect(read({ BUS_URL: 'postgresql://here/bus' })).toMatchObject({ BUS_URL: 'postgresql://here/bus', REDIS_URL: undefined });
  expect(read({ REDIS_URL: 'rediss://there' })).toMatchObject({ BUS_URL: undefined, REDIS_URL: 'rediss://there' });
  expect(() => read({})).toThrow('BUS_URL is not set, nor is REDIS_URL: expected one of them (connection string of the bus database');
  expect(() => read({ REDIS_URL: '' })).toThrow('nor is REDIS_URL');
});

test('a malformed address is refused without being shown', () => {
  expect(() => read({ REDIS_URL: 'http://user:secret@there' })).toThrow(/REDIS_URL is malformed: expected redis:\/\/… or rediss:\/\/…(?!.*secret)/);
  expect(() => read({ BUS_URL: 'mysql://here', REDIS_URL: 'redis://there' })).toThrow('BUS_URL is malformed');
});
