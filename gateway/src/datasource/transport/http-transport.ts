import { clientHeaders } from '@ejazz/platform/request/client';
import { deadlineHeader } from '@ejazz/platform/request/deadline';
import { currentRequestId, requestIdHeader } from '@ejazz/platform/request/scope';
import { currentTrace, traceparentName } from '@ejazz/platform/tracing/traceparent';
import { viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import type { Instances } from '../instances/instances';
import type { ViewerToken } from '../viewer-tokens';
import { isMutation } from './exchange';
import type { Transport } from './transport';

/** Over HTTP to one of a subgraph's processes, with the viewer signed for it, the request id, the trace and the time that is left. */
export const createHttpTransport = (subgraph: string, instances: Pick<Instances, 'post'>, viewerToken: ViewerToken): Transport => ({
  send({ query, viewer, caller, body }, { signal, milliseconds }) {
    const trace = currentTrace();
    const token = viewerToken(viewer, subgraph);
    const headers: Record<string, string> = {
      ...caller.forwarded,
      'content-type': 'application/json',
      accept: 'application/json',
      [requestIdHeader]: currentRequestId() ?? '',
      [deadlineHeader]: String(Math.ceil(milliseconds)),
    };
    if (token) Object.assign(headers, { [viewerHeader]: token }, isMutation(query) && clientHeaders(caller));
    if (trace) headers[traceparentName] = trace;
    return instances.post(body, headers, signal);
  },
});
