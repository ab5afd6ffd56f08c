import { z } from 'zod';
import { currentTrace } from '../tracing/traceparent';

/** NOTIFY carries less than 8000 bytes; Redis would carry more, but nobody shall depend on the engine. */
const packetBytes = 7_900;
const packet = z.array(z.tuple([z.string(), z.string(), z.string().optional()]));

export type Hint = readonly [channel: string, message: string, trace?: string | undefined];

/** A hint in the form it travels in, with the trace it is published in if there is one and room; refuses one that is too long to travel. */
export function encodeHint(channel: string, message: string): string {
  const text = JSON.stringify([channel, message]);
  if (Buffer.byteLength(text) > packetBytes) throw new Error(`A hint on "${channel}" is too long (${Buffer.byteLength(text)} bytes): send an id.`);
  const trace = currentTrace();
  const traced = trace ? JSON.stringify([channel, message, trace]) : text;
  return Buffer.byteLength(traced) > packetBytes ? text : traced;
}

/** As many hints a packet as fit, in order. (Equal notifications of one transaction would be delivered once; packets differ or hold both.) */
export function packHints(encoded: readonly string[]): string[] {
  const packets: string[] = [];
  let hints: string[] = [];
  let size = 2;
  for (const hint of encoded) {
    const bytes = Buffer.byteLength(hint) + 1;
    if (size + bytes > packetBytes + 3) {
      packets.push(`[${hints.join(',')}]`);
      hints = [];
      size = 2;
    }
    hints.push(hint);
    size += bytes;
  }
  if (hints.length > 0) packets.push(`[${hints.join(',')}]`);
  return packets;
}

export const unpackHints = (text: string): readonly Hint[] => packet.parse(JSON.parse(text));
