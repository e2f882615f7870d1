import xterm from '@xterm/headless';
import type { Output } from '../../../src/cli/io.ts';

/** A terminal that a display writes to, and what is to be seen on it. */
export class Screen implements Output {
  readonly isTerminal = true;
  readonly columns: number;
  readonly rows: number;
  readonly #terminal: xterm.Terminal;
  /** Everything that was written. */
  written = '';

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    const size = { cols: columns, rows };
    this.#terminal = new xterm.Terminal({
      ...size,
      allowProposedApi: true,
      convertEol: true,
      scrollback: 1000,
    });
  }

  write(chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    this.written += text;
    this.#terminal.write(text);
  }

  /** Its lines with those that have left it at the top, without blanks and empty lines at the end. */
  async text(): Promise<string> {
    await new Promise<void>((resolve) => this.#terminal.write('', resolve));
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) =>
      active.getLine(row)?.translateToString().trimEnd(),
    );
    return lines.join('\n').trimEnd();
  }

  /** Line of the cursor, counted like those of `text`. */
  get cursorLine(): number {
    const { active } = this.#terminal.buffer;
    return active.baseY + active.cursorY;
  }
}
