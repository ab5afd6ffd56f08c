import type { IncomingHttpHeaders } from 'node:http';

/** What is known of the program that asks, and from where. The gateway tells it to subgraphs with every mutation. */
export interface Client {
  /** IP address; empty when not known. */
  readonly address: string;
  readonly userAgent: string;
}

const addressHeader = 'x-ejazz-client-address';
const userAgentHeader = 'x-ejazz-client-user-agent';
const longest = 300;

export const noClient: Client = { address: '', userAgent: '' };

export const clientHeaders = ({ address, userAgent }: Client): Record<string, string> => ({
  [addressHeader]: address,
  [userAgentHeader]: userAgent.slice(0, longest),
});

/** Only of a request whose signed viewer has been verified. */
export const clientIn = (headers: IncomingHttpHeaders): Client => ({
  address: text(headers[addressHeader]),
  userAgent: text(headers[userAgentHeader]),
});

const text = (value: string | string[] | undefined): string => (typeof value === 'string' ? value.slice(0, longest) : '');
