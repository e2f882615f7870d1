import * as fc from 'fast-check';

/** Pieces that mean something to some part of the parser. */
const pieces = [
  ...['FROM ', 'RUN ', 'COPY ', 'ADD ', 'ENV ', 'ARG ', 'LABEL ', 'CMD ', 'ENTRYPOINT ', 'EXPOSE ', 'USER '],
  ...[
    'HEALTHCHECK ',
    'ONBUILD ',
    'SHELL ',
    'VOLUME ',
    'WORKDIR ',
    'STOPSIGNAL ',
    'MAINTAINER ',
    'run ',
    'FORM ',
  ],
  ...[
    'alpine:3.20',
    ' AS ',
    'base',
    '--from=base ',
    '--mount=type=cache,target=/x ',
    '--platform=$BUILDPLATFORM ',
    '--',
    '--x',
  ],
  ...[
    '["a", "b"]',
    '["',
    '"]',
    '[1]',
    '{}',
    ',',
    '[',
    ']',
    '"',
    "'",
    '`',
    '\\',
    '\\\n',
    '`\n',
    '\\ \n',
    '\\\r\n',
  ],
  ...[
    '<<EOF',
    '<<-EOF',
    '<<"E O"',
    '\nEOF\n',
    '\n\tEOF\n',
    '<< ',
    '$',
    '${',
    '}',
    '${a:-b}',
    '${a#*/}',
    '${a//x/y}',
    '$a',
  ],
  ...[
    '# escape=`\n',
    '# syntax=x\n',
    '# check=skip=all\n',
    '# comment\n',
    '#',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    ' ',
    '\t',
    '=',
  ],
  ...[
    'a=b',
    ' && ',
    '||',
    ';',
    '|',
    '$(',
    ')',
    'apt-get install',
    'cd /x',
    '\u0000',
    '\u0085',
    '\u00a0',
    '\u2003',
    '\u3000',
    '\ufeff',
    'é',
    '中',
    '🐳',
    '\ud800',
  ],
];

/** Text that looks like a Dockerfile here and there. */
export const dockerfileText = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));

/** One of the texts, with a few pieces cut out, doubled or put in. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.constant(''));
  const edit = fc.record({ at: fc.nat(), cut: fc.nat({ max: 30 }), piece, doubles: fc.boolean() });
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([text, edits]) =>
      edits.reduce((current, { at, cut, doubles, piece: inserted }) => {
        const start = current.length === 0 ? 0 : at % current.length;
        const kept = doubles ? current.slice(start, start + cut) : '';
        return current.slice(0, start) + kept + inserted + kept + current.slice(start + cut);
      }, text),
    );
}
