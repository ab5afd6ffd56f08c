import { ExplainedError } from '../lifecycle/explained-error';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there; start PostgreSQL, or correct the address',
  ENOTFOUND: 'the host name is not known; correct the address',
  EAI_AGAIN: 'the host name cannot be looked up just now',
  ETIMEDOUT: 'the host does not answer; check the address and the network',
  '28P01': 'the password is wrong',
  '28000': 'the server does not let this role in',
  '3D000': 'there is no such database; create it, or correct its name',
  '57P03': 'the server is just starting or stopping; try again in a moment',
  '53300': 'the server has no connection left; raise max_connections, or lower the pool sizes',
  '42501': 'the role lacks the right to do this',
};

/** What to change when a database cannot be used, without its password; other errors come back as they are. */
export function explainDatabaseError(error: unknown, url: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  return reason ? new ExplainedError(`The database ${withoutPassword(url)} cannot be used: ${reason}.`, { cause: error }) : error;
}

export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '(malformed address)';
  const { username, host, pathname } = new URL(url);
  return `postgresql://${username ? `${username}@` : ''}${host}${pathname}`;
}
