import type { Diagnostic, Severity } from '../../diagnostic.ts';
import type { Rule } from '../../lint/rule.ts';
import { rules as ownRules } from '../../rules/index.ts';
import { rulePage } from '../rule-page.ts';
import { describeRule } from './rule-description.ts';

/** The levels of SARIF (section 3.27.10). */
export const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  style: 'note',
};

/** The rules that findings are of, in the order of their first finding: `reportingDescriptor` objects (section 3.49). */
export class SarifRules {
  readonly #indices = new Map<string, number>();
  readonly #descriptors: unknown[] = [];

  /** The index of a finding's rule; takes it in where it is new. */
  indexOf(diagnostic: Diagnostic, rules: readonly Rule[]): number {
    const known = this.#indices.get(diagnostic.code);
    if (known !== undefined) return known;
    const index = this.#descriptors.push(descriptorOf(diagnostic, rules)) - 1;
    this.#indices.set(diagnostic.code, index);
    return index;
  }

  get descriptors(): readonly unknown[] {
    return this.#descriptors;
  }
}

function descriptorOf(diagnostic: Diagnostic, rules: readonly Rule[]) {
  const { category, code, name, summary, url, why } = describeRule(diagnostic, rules);
  const rule = rules.find((rule) => rule.name === name);
  return {
    id: code,
    ...(name === undefined ? {} : { name }),
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: why },
    ...(url === undefined ? {} : { helpUri: url }),
    help: { text: why, markdown: pageOf(name) ?? why },
    ...(rule === undefined ? {} : { defaultConfiguration: { level: levels[rule.severity] } }),
    ...(category === undefined ? {} : { properties: { tags: [category] } }),
  };
}

/** Rules of plugins have no page. */
function pageOf(name: string | undefined): string | undefined {
  const isOwn = name !== undefined && ownRules.some((rule) => rule.name === name);
  return isOwn ? rulePage(name) : undefined;
}
