import type { Rule } from '../rule.ts';
import { suggest } from './checker.ts';

/** What ShellCheck finds, all of it or one of its codes, which only ShellCheck knows. */
export const shellcheckId = /^(?:SC\d{4}|shellcheck)$/;

/** What a rule of a plugin is called. */
export const pluginRuleId = /^[a-z\d][a-z\d-]*\/[a-z\d][a-z\d-]*$/;

/** A whole code of hadolint's. */
const hadolint = /^DL\d{4}$/;

/** Finds rules by whatever they are called: their own name, hadolint's code, BuildKit's name. */
export class RuleIndex {
  readonly rules: readonly Rule[];
  readonly #byId: ReadonlyMap<string, Rule>;
  readonly #knowsPlugins: boolean;

  /** Without the rules of plugins, nothing can be said against what may be one. */
  constructor(rules: readonly Rule[], { knowsPlugins = true }: { readonly knowsPlugins?: boolean } = {}) {
    this.rules = rules;
    this.#knowsPlugins = knowsPlugins;
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
    return this.find(id)?.name ?? (shellcheckId.test(id) || this.isForeign(id) ? id : undefined);
  }

  /** Whether it may be a rule of a plugin of which nothing is known. */
  isForeign(id: string): boolean {
    return !this.#knowsPlugins && pluginRuleId.test(id);
  }

  /** What to tell a user about a code that nothing goes by. */
  explainUnknown(id: string): string {
    if (id === 'DL1000') return '`DL1000` is what BuildKit refuses to build; it cannot be set';
    // A code like another one means nothing.
    const near = hadolint.test(id) ? '' : suggest(id, this.ids);
    const advice = id.includes('/') ? '; none of `plugins` has it' : '; `dlint rules` lists them';
    return `unknown rule \`${id}\`${near || advice}`;
  }
}

/** Everything that a rule can be called by, its own name first. */
export function idsOf({ aliases = {}, name }: Rule): readonly string[] {
  return [name, ...Object.values(aliases)];
}
