// Lets Node scripts load the project's TypeScript as it stands, so that they work before anything is compiled.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const packages = join(__dirname, '../../packages');
const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' };

require.extensions['.ts'] ??= (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const [, name, path] = /^@ejazz\/([a-z]+)\/(.+)$/.exec(request) ?? [];
  const source = name && join(packages, name, 'src', `${path}.ts`);
  return source && existsSync(source) ? source : resolve.call(this, request, ...rest);
};
