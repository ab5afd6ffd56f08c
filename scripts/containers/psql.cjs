#!/usr/bin/env node
// Stands in for psql where create-databases.sh is tested: `-v name=value`, and statements from standard input with :'name' and :"name".
const { readFileSync } = require('node:fs');
const { Client } = require('pg');

const variables = new Map(
  process.argv.flatMap((word, at, words) => (words[at - 1] === '-v' ? [[word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]] : [])),
);
const statements = readFileSync(0, 'utf8')
  .replace(/:'(\w+)'/g, (_, name) => `'${variables.get(name).replaceAll("'", "''")}'`)
  .replace(/:"(\w+)"/g, (_, name) => `"${variables.get(name).replaceAll('"', '""')}"`)
  .split(/;\n/)
  .filter((statement) => statement.trim() !== '');

async function main() {
  const client = new Client({ connectionString: process.env.TEST_ADMIN_URL });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

main().catch((error) => {
  console.error(error.message);
  process.exit(3);
});
