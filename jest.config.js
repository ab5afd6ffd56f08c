const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const foldersIn = (path) => readdirSync(join(__dirname, path)).join('|');

// globalSetup is loaded by Node itself, which moduleNameMapper does not reach.
require('./scripts/db/typescript.cjs');

const lazyImporter = '@opentelemetry/otlp-exporter-base/';

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/{packages,gateway,console,subgraphs,e2e,scripts}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' }],
    // It loads http by a real import(), which Jest cannot do in CommonJS.
    [lazyImporter]: ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(.*/)?${lazyImporter})`],
  moduleNameMapper: {
    [`^@ejazz/(${foldersIn('packages')})/(.*)$`]: '<rootDir>/packages/$1/src/$2',
    [`^@ejazz/(${foldersIn('subgraphs')})/(.*)$`]: '<rootDir>/subgraphs/$1/src/$2',
    '^@ejazz/gateway/(.*)$': '<rootDir>/gateway/src/$1',
    '^@ejazz/seeds/(.*)$': '<rootDir>/prisma/$1',
  },
  globalSetup: '<rootDir>/packages/testing/src/postgres/jest-setup.ts',
  globalTeardown: '<rootDir>/packages/testing/src/postgres/jest-teardown.ts',
  testTimeout: 180_000,
  maxWorkers: 2,
};
