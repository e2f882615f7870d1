import { buildSteps } from '../lint/build-steps.ts';
import { defineRule } from '../lint/rule.ts';
import type { IgnoreRules } from '../model/assumptions.ts';
import { cleanPath } from '../model/clean-path.ts';
import { isLocalSource } from '../model/remote-url.ts';
import { quoteGo } from '../word/quote-go.ts';

/** Patterns that leave nothing of the context. */
const EVERYTHING = new Set(['*', '**', '**/*']);

export default defineRule({
  summary: 'COPY or ADD of an ignored file',
  why: '`.dockerignore` keeps it out of the build context, so that the build does not find it.',
  category: 'correctness',
  severity: 'error',
  aliases: { buildkit: 'CopyIgnoredFile' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: 'Attempting to {{verb}} file {{path}} that is excluded by .dockerignore',
    ignored: '`{{path}}` is excluded by the ignore file, so that the build does not find it',
  },
  check({ file, report }) {
    const { ignored } = file.assumptions;
    // With an exception somewhere, some of what is below an ignored directory may be there.
    if (ignored === undefined || ignored.patterns.some((pattern) => pattern.startsWith('!'))) return {};
    return {
      end() {
        for (const { at, instruction } of buildSteps(file)) {
          if (instruction.kind !== 'Add' && instruction.kind !== 'Copy') continue;
          if (instruction.flags.some(({ name, value }) => name.value === 'from' && value?.value !== ''))
            continue;
          for (const source of instruction.sources) {
            const value = file.build.expansionOf(source)?.value;
            if (value === undefined || isHeredoc(source, instruction.heredocs) || !isLocalSource(value))
              continue;
            const path = cleanPath(value);
            if (!isIgnored(path, ignored)) continue;
            if (file.preset !== 'buildkit') report('ignored', at(source), { path });
            else report('check', at(source), { verb: instruction.kind, path: quoteGo(path) });
          }
        }
      },
    };
  },
});

function isHeredoc({ span }: Placed, heredocs: readonly { readonly marker: Placed }[]): boolean {
  return heredocs.some(({ marker }) => marker.span.start === span.start);
}

interface Placed {
  readonly span: { readonly start: number };
}

function isIgnored(path: string, ignored: IgnoreRules): boolean {
  if (path === '.' || path === '/') return ignored.patterns.some((pattern) => EVERYTHING.has(pattern));
  return ignored.ignores(path);
}
