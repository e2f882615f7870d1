import type { Rule } from '../rule.ts';
import { suggest } from './checker.ts';

/** What ShellCheck finds, all of it or one of its codes, which only ShellCheck knows. */
export const shellcheckId = /^(?:SC\d{4}|shellcheck)$/;

/** A whole code of hadolint's. */
const hadolint = /^DL\d{4}$/;

/** Finds rules by whatever they are called: their own name, hadolint's code, BuildKit's name. */
export class RuleIndex {
  readonly rules: readonly Rule[];
  readonly #byId: ReadonlyMap<string, Rule>;

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
    this.#byId = new Map(rules.flatMap((rule) => idsOf(rule).map((id) => [id, rule])));
  }

  /** Everything that a rule can be called by. */
  get ids(): readonly string[] {
    return [...this.#byId.keys()];
  }

  find(id: string): Rule | undefined {
    return this.#byId.get(id);
  }

  /** The name under which settings for a code are kept; `undefined` if nothing goes by that code. */
  nameOf(id: string): string | undefined {
    return this.find(id)?.name ?? (shellcheckId.test(id) ? id : undefined);
  }

  /** What to tell a user about a code that nothing goes by. */
  explainUnknown(id: string): string {
    if (id === 'DL1000') return '`DL1000` is what BuildKit refuses to build; it cannot be set';
    // A code like another one means nothing.
    const near = hadolint.test(id) ? '' : suggest(id, this.ids);
    return `unknown rule \`${id}\`${near || '; `dlint rules` lists them'}`;
  }
}

/** Everything that a rule can be called by, its own name first. */
export function idsOf({ aliases = {}, name }: Rule): readonly string[] {
  return [name, ...Object.values(aliases)];
}
