import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { ConfigPath, Mistake } from '../../lint/config/checker.ts';
import { Source } from '../../text/source.ts';
import { ConfigError } from './config-error.ts';

/** A configuration file as text: YAML, of which JSON is a part. */
export class ConfigText {
  readonly #file: string;
  readonly #source: Source;
  readonly #document: Document;

  private constructor(file: string, source: Source, document: Document) {
    this.#file = file;
    this.#source = source;
    this.#document = document;
  }

  /** Reads the text of a file, which is called `file` in messages. Throws a `ConfigError` where it is not YAML. */
  static parse(file: string, bytes: Uint8Array): ConfigText {
    const source = Source.fromBytes(bytes);
    const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'error' });
    const text = new ConfigText(file, source, document);
    const [error] = document.errors;
    if (error === undefined) return text;
    const words = error.code === 'MULTIPLE_DOCS' ? 'a configuration is one YAML document' : error.message;
    throw new ConfigError([text.#line(error.pos[0], words)]);
  }

  /** The content as plain values; `null` for an empty file. Throws a `ConfigError` for an alias that leads nowhere. */
  toValue(): unknown {
    try {
      return this.#document.toJS();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new ConfigError([this.#line(0, message)]);
    }
  }

  /**
   * A line for each mistake, with its place, in the order of the file: `file:line:column: message`. `below` is where the
   * configuration stands in the file.
   */
  locate(mistakes: readonly Mistake[], below: ConfigPath = []): readonly string[] {
    return mistakes
      .map(({ message, on, path }) => ({ message, offset: this.#offsetOf([...below, ...path], on) }))
      .sort((one, other) => one.offset - other.offset)
      .map(({ message, offset }) => this.#line(offset, message));
  }

  #line(offset: number, message: string): string {
    const { column, line } = this.#source.position(offset);
    return `${this.#file}:${line}:${column}: ${message}`;
  }

  /** The offset of a key or a value; of the nearest thing around it where it is not there. */
  #offsetOf(path: ConfigPath, on: Mistake['on']): number {
    let node: Node | null = this.#document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const [depth, part] of path.entries()) {
      const step = stepInto(isAlias(node) ? node.resolve(this.#document) : node, part);
      if (step === undefined) return offset;
      const isWanted = depth === path.length - 1;
      offset = (isWanted && on === 'key' ? step.key : (step.value ?? step.key))?.range?.[0] ?? offset;
      node = step.value;
    }
    return offset;
  }
}

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

function stepInto(node: Node | null | undefined, part: string | number): Step | undefined {
  if (isSeq(node) && typeof part === 'number') return { key: null, value: nodeOrNull(node.items[part]) };
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair && { key: nodeOrNull(pair.key), value: nodeOrNull(pair.value) };
}

function nodeOrNull(value: unknown): Node | null {
  return isNode(value) ? value : null;
}
