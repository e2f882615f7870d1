import { defineRule } from '../lint/rule.ts';

const NAME = /^[a-z](?:[a-z\d._/-]*[a-z\d])?$/;
const RESERVED = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;

export default defineRule({
  summary: "Label with a name against Docker's guidelines",
  why: 'Programs that select images by their labels may not find it, and some names are reserved for Docker itself.',
  category: 'style',
  severity: 'style',
  aliases: { hadolint: 'DL3048' },
  presets: { hadolint: true, strict: true },
  messages: {
    reserved: '`{{name}}` is in a namespace that is reserved for Docker: use that of a domain of yours',
    invalid:
      'The label `{{name}}` should be lower-case letters, digits and single `.`, `-`, `_` or `/`, with a letter first and no mark last',
  },
  check({ file, report }) {
    return {
      Label({ pairs }, { onbuild }) {
        if (onbuild !== null) return;
        for (const { name: word } of pairs) {
          const name = file.textOf(word);
          if (name === null || name === '') continue;
          if (RESERVED.test(name)) report('reserved', word, { name });
          else if (!NAME.test(name) || /\.\.|--/.test(name)) report('invalid', word, { name });
        }
      },
    };
  },
});
