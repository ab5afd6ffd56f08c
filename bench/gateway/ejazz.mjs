// Ours, as `npm run start:gateway` runs it.
import env from '../../gateway/dist/env.js';
import gateways from '../../gateway/dist/gateway.js';

const gateway = gateways.createGateway(env.readGatewayEnv(process.env));
await gateway.start();
console.log(`listening on ${new URL(gateway.url).port}`);
process.once('SIGTERM', async () => {
  await gateway.stop();
  process.exit(0);
});
