import { defineRule } from '../lint/rule.ts';

const HIGHEST = 65_535;

export default defineRule({
  summary: 'Port above 65535',
  why: 'There is no such port: BuildKit refuses to build the file.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3011' },
  replaces: ['invalid-port'],
  presets: { hadolint: true, recommended: true },
  messages: { range: `Port \`{{port}}\` does not exist: the highest is ${HIGHEST}` },
  check({ file, report }) {
    return {
      Expose({ ports }, { onbuild }) {
        if (onbuild !== null) return;
        for (const port of ports) {
          const tooHigh = numbersOf(file.textOf(port) ?? '').find((number) => Number(number) > HIGHEST);
          if (tooHigh !== undefined) report('range', port, { port: tooHigh });
        }
      },
    };
  },
});

/** The ports in the container of `[[ip:]host:]port[-port][/protocol]`; a variable's value may hold several. */
function numbersOf(text: string): readonly string[] {
  const ports = text.split(/\s+/).map((item) => item.replace(/^.*:/, '').replace(/\/.*$/, ''));
  return ports.flatMap((port) => port.split('-')).filter((number) => /^\d+$/.test(number));
}
