import { exposedPorts } from '../lint/exposed-ports.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'EXPOSE with an address or a port of the host',
  why: 'EXPOSE tells which ports the container listens on. Where they are published is for `docker run -p` to say: what stands here is dropped, and is to become an error.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'ExposeInvalidFormat' },
  presets: { buildkit: true, recommended: true },
  messages: {
    check: "EXPOSE instruction should not define an IP address or host-port mapping, found '{{port}}'",
    mapping:
      'Only the port of the container counts in `{{port}}`: write `{{own}}`, and publish it with `docker run -p`',
  },
  check({ file, report }) {
    return {
      end() {
        for (const { parts, span, text } of exposedPorts(file)) {
          if (parts.address === '' && parts.hostPort === '') continue;
          if (file.preset === 'buildkit') report('check', span, { port: text });
          else report('mapping', span, { port: text, own: text.slice(text.lastIndexOf(':') + 1) });
        }
      },
    };
  },
});
