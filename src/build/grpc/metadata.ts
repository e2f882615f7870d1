/** What Node hands over of the headers of an HTTP/2 request: names and values in turn, repeated ones as they came. */
export type RawHeaders = readonly string[];

/**
 * The values of one metadata key, in order. `Headers` of Node would join repeated ones with commas, which paths may
 * hold; and the bytes of UTF-8 come as one character each.
 */
export function metadataValues(headers: RawHeaders, key: string): readonly string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at] === key) values.push(Buffer.from(headers[at + 1] ?? '', 'latin1').toString('utf8'));
  }
  return values;
}

/** Encodes the text of a status for its header (https://grpc.io, "gRPC over HTTP2", Status-Message). */
export function encodeStatusMessage(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^ -$&-~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
