import type { Diagnostic } from '../../diagnostic.ts';
import type { Category, Rule } from '../../lint/rule.ts';
import { ruleUrl } from '../../lint/rule-url.ts';

/** What there is to say about the rule behind a finding. */
export interface RuleDescription {
  readonly code: string;
  /** dlint's own name of it; `undefined` for what is no rule. */
  readonly name: string | undefined;
  /** The problem, in a few words, without a full stop. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  readonly category: Category | undefined;
  /** Its page on the web. */
  readonly url: string | undefined;
}

/** Describes the rule that a finding is of, with what is known of it where it is none of these rules. */
export function describeRule({ code, rule }: Diagnostic, rules: readonly Rule[]): RuleDescription {
  const known = rules.find(({ name }) => name === rule);
  const { summary, why } = known ?? explain(code, rule);
  return { code, name: known?.name, summary, why, category: known?.category, url: ruleUrl(code) };
}

/** What is found by other means than a rule. */
function explain(code: string, rule: string): Pick<Rule, 'summary' | 'why'> {
  if (code === 'DL1000') {
    return {
      summary: 'Refused by BuildKit',
      why: 'BuildKit refuses to build this. The message begins with its words.',
    };
  }
  if (code.startsWith('SC')) {
    return {
      summary: `ShellCheck's ${code}`,
      why: 'ShellCheck finds this in the shell script of an instruction.',
    };
  }
  if (rule === 'rule-error') {
    return {
      summary: 'A rule that failed',
      why: 'The rule threw an error, so that it found nothing more in the file.',
    };
  }
  if (rule === 'unused-ignore') {
    return {
      summary: 'A comment that ignores nothing',
      why: 'What it was written for is gone, and it may hide something else.',
    };
  }
  return { summary: rule, why: `A finding of \`${rule}\`.` };
}
