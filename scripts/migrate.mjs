// npm run migrate [-- <service>…]: applies the migrations that databases of one's own lack, by DATABASE_URL_<SERVICE> from the environment or `.env`.
// (npm run db:migrate knows the embedded PostgreSQL as well.)
import { migrateServices } from '../packages/launcher/dist/processes/migrate-services.js';
import { envFile, main } from './environment.mjs';

await main(async (services) => {
  for (const { service, applied } of await migrateServices(services, { ...envFile(), ...process.env })) {
    console.log(`${service}: ${applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date'}`);
  }
});
