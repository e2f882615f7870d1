import { exposedPorts } from '../lint/exposed-ports.ts';
import { defineRule } from '../lint/rule.ts';
import { lowerCase } from '../model/letter-case.ts';

export default defineRule({
  summary: 'Protocol of a port in upper case',
  why: 'Protocols are written in lower case in the image; BuildKit warns in each build about others.',
  category: 'style',
  severity: 'style',
  aliases: { buildkit: 'ExposeProtoCasing' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: "Defined protocol '{{port}}' in EXPOSE instruction should be lowercase",
    casing: 'Write the protocol of `{{port}}` in lower case',
  },
  check({ file, report }) {
    return {
      end() {
        for (const { parts, span, text } of exposedPorts(file)) {
          if (parts.protocol === lowerCase(parts.protocol)) continue;
          report(file.preset === 'buildkit' ? 'check' : 'casing', span, { port: text });
        }
      },
    };
  },
});
