// globalSetup is loaded by Node itself, which moduleNameMapper does not reach.
require('./scripts/db/typescript.cjs');

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/{packages,gateway,subgraphs,e2e,scripts}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' }],
  },
  moduleNameMapper: {
    '^@ejazz/(platform|events|testing|launcher|demo)/(.*)$': '<rootDir>/packages/$1/src/$2',
    '^@ejazz/(user|post|media|notification|feed)/(.*)$': '<rootDir>/subgraphs/$1/src/$2',
    '^@ejazz/gateway/(.*)$': '<rootDir>/gateway/src/$1',
    '^@ejazz/seeds/(.*)$': '<rootDir>/prisma/$1',
  },
  globalSetup: '<rootDir>/packages/testing/src/postgres/jest-setup.ts',
  globalTeardown: '<rootDir>/packages/testing/src/postgres/jest-teardown.ts',
  testTimeout: 180_000,
  maxWorkers: 2,
};
