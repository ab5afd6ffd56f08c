import { isDatabaseAway } from './is-away';

const wrapped = (cause: object) => ({ name: 'PrismaClientKnownRequestError', code: 'P2039', meta: { driverAdapterError: { cause } } });

test.each([
  ['a server that does not listen', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ['a server that shuts down', { code: '57P01', severity: 'FATAL' }],
  ['a connection that is cut', new Error('Connection terminated unexpectedly')],
  ['a database that takes no connections, told by Prisma', wrapped({ kind: 'postgres', code: '55000', severity: 'FATAL' })],
  ['a server that Prisma cannot reach', wrapped({ kind: 'DatabaseNotReachable' })],
])('%s is away', (_name, error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

test.each([
  ['a broken rule', wrapped({ kind: 'UniqueConstraintViolation', code: '23505', severity: 'ERROR' })],
  ['a mistake in a statement', { code: '42601', severity: 'ERROR' }],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['nothing', undefined],
])('%s is not', (_name, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
