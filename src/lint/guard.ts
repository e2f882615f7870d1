import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../text/span.ts';
import { formatMessage } from './message.ts';
import type { Listeners } from './rule.ts';

/** The code of the finding that a rule failed. */
export const RULE_ERROR = 'rule-error';

const MESSAGE = 'The rule `{{rule}}` fails here: {{error}}; tell its author, or set it to `off`';

/**
 * Starts a rule and gives its listeners, which throw nothing any more: the first failure is taken down as a finding, and the rule
 * is not called again.
 */
export function guard(
  rule: string,
  check: () => Listeners,
  takeDown: (failure: Diagnostic) => void,
): Listeners {
  let isBroken = false;
  const attempt = <Result>(act: () => Result, span: Span): Result | undefined => {
    if (isBroken) return undefined;
    try {
      return assertSynchronous(act());
    } catch (error) {
      isBroken = true;
      const message = formatMessage(MESSAGE, { rule, error: wordsOf(error) });
      takeDown({ rule, code: RULE_ERROR, severity: 'error', message, span });
      return undefined;
    }
  };
  const listeners = attempt(check, { start: 0, end: 0 }) ?? {};
  const guarded = Object.entries(listeners).map(
    ([kind, listener]) =>
      [
        kind,
        (...args: readonly unknown[]) => attempt(() => asListener(listener)(...args), spanOf(args[0])),
      ] as const,
  );
  return Object.fromEntries(guarded);
}

function asListener(value: unknown): (...args: readonly unknown[]) => unknown {
  if (typeof value !== 'function') throw new TypeError('a listener is a function');
  // It is called with what its key stands for.
  return value as (...args: readonly unknown[]) => unknown;
}

function assertSynchronous<Result>(result: Result): Result {
  if (!(result instanceof Promise)) return result;
  // Nobody waits for it, and a rejection that nobody hears of ends the process.
  result.catch(() => undefined);
  throw new TypeError('rules cannot be asynchronous');
}

function spanOf(node: unknown): Span {
  // The engine calls listeners with nodes and commands, which have spans; `end` with nothing.
  return (node as { readonly span: Span } | undefined)?.span ?? { start: 0, end: 0 };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
