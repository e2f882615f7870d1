import type { SourceInfo, SourceRange, VertexWarning } from '../../build/index.ts';

/** A warning as BuildKit's own programs write it in JSON: bytes in base64, without what is empty or zero. */
export function warningJson({ detail, level, ranges, short, source, url, vertex }: VertexWarning) {
  return {
    vertex: vertex || undefined,
    level: level || undefined,
    short: base64(Buffer.from(short)),
    detail: detail.length === 0 ? undefined : detail.map((text) => base64(Buffer.from(text))),
    url: url || undefined,
    sourceInfo: source && sourceJson(source),
    range: ranges.length === 0 ? undefined : ranges.map(rangeJson),
  };
}

function sourceJson({ data, filename, language }: SourceInfo) {
  return { filename: filename || undefined, data: base64(data), language: language || undefined };
}

function rangeJson({ end, start }: SourceRange) {
  return { start: positionJson(start), end: positionJson(end) };
}

function positionJson({ character, line }: SourceRange['start']) {
  return { line: line || undefined, character: character || undefined };
}

function base64(bytes: Uint8Array): string | undefined {
  return bytes.length === 0 ? undefined : Buffer.from(bytes).toString('base64');
}
