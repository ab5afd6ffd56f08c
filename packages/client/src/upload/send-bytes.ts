/** Where `createMediaUpload` said that the bytes go. */
export interface UploadTarget {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Not empty: they are sent as a form, the file after them. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

export interface Sending {
  /** Bytes that have left, of how many. */
  readonly onProgress?: ((sent: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Sends a file and tells how far it is: by XMLHttpRequest in browsers, whose fetch does not tell, and by a counted stream elsewhere. */
export const sendBytes = (target: UploadTarget, file: Blob, sending: Sending): Promise<Reply> =>
  typeof XMLHttpRequest === 'undefined' ? sendStream(target, file, sending) : sendRequest(target, file, sending);

function formOf({ fields }: UploadTarget, file: Blob): FormData {
  const form = new FormData();
  for (const { name, value } of fields) form.append(name, value);
  form.append('file', file);
  return form;
}

function sendRequest(target: UploadTarget, file: Blob, { onProgress, signal }: Sending): Promise<Reply> {
  const { url, method, headers } = target;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener('abort', abort);
    request.upload.onprogress = ({ loaded }) => onProgress?.(loaded, file.size);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new TypeError(`${new URL(url).origin} does not answer.`));
    request.onabort = () => reject(signal?.reason);
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    request.open(method, url);
    for (const { name, value } of headers) request.setRequestHeader(name, value);
    request.send(target.fields.length > 0 ? formOf(target, file) : file);
  });
}

async function sendStream(target: UploadTarget, file: Blob, { onProgress, signal }: Sending): Promise<Reply> {
  const { url, method, headers, fields } = target;
  if (fields.length > 0) {
    const response = await fetch(url, { method, body: formOf(target, file), ...(signal && { signal }) });
    onProgress?.(file.size, file.size);
    return { status: response.status, text: await response.text() };
  }
  let sent = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      sent += chunk.byteLength;
      onProgress?.(sent, file.size);
      controller.enqueue(chunk);
    },
  });
  const init = {
    method,
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body: file.stream().pipeThrough(counted),
    duplex: 'half',
    ...(signal && { signal }),
  };
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text() };
}
