// A process that owns a cluster, for tests that kill it: node owner.cjs <folder>. Tells its server's pid when ready.
require('../../../scripts/db/typescript.cjs');
const { createCluster } = require('../src/cluster/cluster.ts');
const { createLogger } = require('../../platform/src/log/logger.ts');

const cluster = createCluster({ folder: process.argv[2], port: 0, log: createLogger('owner', 'silent'), durable: false });
const alive = setInterval(() => {}, 1000);
cluster.start().then(
  () => console.log(cluster.pid),
  (error) => {
    console.log(error.message);
    clearInterval(alive);
  },
);
process.on('message', () => process.exit(0));
