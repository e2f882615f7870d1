import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../text/span.ts';
import { formatMessage } from './message.ts';
import type { Listeners } from './rule.ts';

/** The code of the finding that a rule failed. */
export const RULE_ERROR = 'rule-error';

const MESSAGE = 'The rule `{{rule}}` fails here: {{error}}; tell its author, or set it to `off`';

const NOWHERE: Span = { start: 0, end: 0 };

/**
 * A rule at work on a file. Nothing that it throws comes out: the first failure is a finding, and the rule is not called again.
 */
export class RuleRun {
  readonly listeners: Listeners;
  /** That the rule failed: no finding about the file, so that no comment takes it out. */
  failure: Diagnostic | null = null;
  readonly #rule: string;

  constructor(rule: string, check: () => Listeners) {
    this.#rule = rule;
    this.listeners = this.#start(check);
  }

  /** Calls one of the rule's listeners with a node or command and what comes with it. */
  call<Subject extends { readonly span: Span }, Second, Third>(
    listener: (subject: Subject, second: Second, third: Third) => unknown,
    subject: Subject,
    second: Second,
    third: Third,
  ): void {
    if (this.failure !== null) return;
    try {
      assertSynchronous(listener(subject, second, third));
    } catch (error) {
      this.#fail(error, subject.span);
    }
  }

  /** Tells the rule that the file is over. */
  end(): void {
    if (this.failure !== null) return;
    try {
      assertSynchronous(this.listeners.end?.());
    } catch (error) {
      this.#fail(error, NOWHERE);
    }
  }

  #start(check: () => Listeners): Listeners {
    try {
      const listeners = check();
      assertSynchronous(listeners);
      // A plugin need not be what the compiler would take: `check` may have forgotten its `return`.
      if (listeners === null || typeof listeners !== 'object')
        throw new TypeError('`check` gives an object of listeners');
      for (const kind in listeners)
        if (typeof listeners[kind as keyof Listeners] !== 'function')
          throw new TypeError('a listener is a function');
      return listeners;
    } catch (error) {
      this.#fail(error, NOWHERE);
      return {};
    }
  }

  #fail(error: unknown, span: Span): void {
    const words = error instanceof Error ? error.message : String(error);
    const message = formatMessage(MESSAGE, { rule: this.#rule, error: words });
    this.failure = { rule: this.#rule, code: RULE_ERROR, severity: 'error', message, span };
  }
}

function assertSynchronous(result: unknown): void {
  // The second question is slow, and almost every answer is no object.
  if (result === undefined || !(result instanceof Promise)) return;
  // Nobody waits for it, and a rejection that nobody hears of ends the process.
  result.catch(() => undefined);
  throw new TypeError('rules cannot be asynchronous');
}
