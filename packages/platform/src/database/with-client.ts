import { Client } from 'pg';
import { explainDatabaseError } from './explain-database-error';

/** One connection for one piece of work outside requests. Notices are not shown: `IF NOT EXISTS` speaks through them. */
export async function withClient<T>(url: string, applicationName: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: applicationName });
  // The query in hand rejects as well; without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explainDatabaseError(error, url);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
