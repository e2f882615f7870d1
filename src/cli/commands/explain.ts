import { idsOf, RuleIndex } from '../../lint/config/rule-index.ts';
import { ruleUrl } from '../../lint/rule-url.ts';
import { rules } from '../../rules/index.ts';
import { colorOptions, wantsColor } from '../color.ts';
import { defineCommand, UsageError } from '../command.ts';
import { Exit } from '../exit.ts';
import { renderMarkdown } from '../render-markdown.ts';
import { rulePage } from '../rule-page.ts';
import { createStyle } from '../style.ts';

/** `dlint explain`: the page of a rule. */
export default defineCommand({
  name: 'explain',
  summary: 'Explain a rule',
  description:
    'Why it matters, where it holds, what it finds and what not. Elsewhere than on a terminal the page is Markdown.',
  operands: 'CODE...',
  operandValues: rules.flatMap(idsOf),
  options: colorOptions,
  examples: [
    ['dlint explain DL3007', 'Explain a rule by its code'],
    ['dlint explain latest-tag', 'Explain a rule by its name'],
  ],
  async run({ operands, options }, io) {
    if (operands.length === 0) throw new UsageError('name a rule, by code or name; dlint rules lists them');
    const index = new RuleIndex(rules);
    const pages = operands.map((id) => pageOf(id, index));
    const style = createStyle(wantsColor(options, io));
    const columns = Math.min(io.stdout.columns ?? 80, 100);
    const shown = io.stdout.isTerminal ? pages.map((page) => renderMarkdown(page, style, columns)) : pages;
    io.stdout.write(shown.join('\n'));
    return Exit.clean;
  },
});

function pageOf(id: string, index: RuleIndex): string {
  const rule = index.find(id);
  if (rule !== undefined) return rulePage(rule.name);
  if (id === 'DL1000')
    return '# DL1000\n\nBuildKit refuses to build this. The message is the one it would give, and what to do about it.\n';
  if (index.nameOf(id) !== undefined)
    return `# ${id}\n\nA finding of ShellCheck's, explained at <${ruleUrl(id)}>.\n`;
  throw new UsageError(index.explainUnknown(id));
}
