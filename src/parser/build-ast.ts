import type {
  Arg,
  Document,
  Env,
  Instruction,
  Item,
  Label,
  Onbuild,
  OnbuildLink,
  Pair,
  Trigger,
} from './ast.ts';
import { buildArguments, buildCommand } from './build-command.ts';
import { buildFlag } from './build-flag.ts';
import { buildFrom } from './build-from.ts';
import { buildPairs } from './build-pairs.ts';
import { buildWord } from './build-word.ts';
import type { InstructionSyntax, KeywordSyntax, MainSyntax } from './grammar.ts';
import type { Lines } from './lines.ts';
import { Place } from './place.ts';
import { kindOf } from './tokens.ts';

/** Makes the tree from the lines of a file and the syntax of each of its logical lines. */
export function buildAst(text: string, lines: Lines, syntaxes: readonly InstructionSyntax[]): Document {
  const items: Item[] = [];
  let index = 0;
  let base = 1;
  for (const item of lines.items) {
    if (item.kind !== 'LogicalLine') {
      items.push(item);
      continue;
    }
    const syntax = syntaxes[index] ?? { onbuilds: [], main: null };
    items.push(buildInstruction(syntax, new Place(item, base, lines.escape)));
    index += 1;
    base += item.text.text.length + 1;
  }
  return { kind: 'Document', version: 1, span: { start: 0, end: text.length }, escape: lines.escape, items };
}

function buildInstruction({ onbuilds, main }: InstructionSyntax, place: Place): Instruction {
  const { span, extent, comments, blankLines, heredocs } = place.line;
  const around = { span, extent, comments, blankLines };
  const [outer, ...chain] = onbuilds;
  if (outer === undefined) return buildTrigger(main, place, { ...around, heredocs });
  const trigger =
    main === null
      ? null
      : buildTrigger(main, place, {
          span: { start: place.span(main.keyword).start, end: span.end },
          extent,
          comments: [],
          blankLines: [],
          heredocs,
        });
  const links = chain.map((link): OnbuildLink => {
    const parts = keywordParts(link, place);
    return { kind: 'OnbuildLink', span: parts.keyword.span, ...parts };
  });
  return { kind: 'Onbuild', ...around, heredocs: [], ...keywordParts(outer, place), chain: links, trigger };
}

function keywordParts({ keyword, flags }: KeywordSyntax, place: Place): Pick<Onbuild, 'keyword' | 'flags'> {
  return { keyword: place.text(keyword), flags: flags.map((flag) => buildFlag(flag, place)) };
}

type Around = Pick<Trigger, 'span' | 'extent' | 'comments' | 'blankLines' | 'heredocs'>;

function buildTrigger(main: MainSyntax | null, place: Place, around: Around): Trigger {
  // A line that holds only a continuation character at the end of the file: an instruction without a name.
  if (main === null) {
    const keyword = { kind: 'Text', span: place.line.text.span(0, 0), value: '' } as const;
    return { kind: 'Unknown', ...around, keyword, flags: [], rest: null };
  }
  const base = { ...around, ...keywordParts(main, place) };
  const kind = kindOf(main.keyword);
  switch (kind) {
    case 'Add':
    case 'Copy': {
      const { form, items } = buildArguments(main, place);
      return { kind, ...base, form, ...splitDestination(items) };
    }
    case 'Volume': {
      const { form, items } = buildArguments(main, place);
      return { kind, ...base, form, paths: items };
    }
    case 'Arg':
    case 'Env':
    case 'Label':
      return buildPairInstruction(kind, base, buildPairs(main, place));
    case 'Cmd':
    case 'Entrypoint':
    case 'Run':
    case 'Shell':
      return { kind, ...base, command: buildCommand(main, place) };
    case 'Expose':
      return { kind, ...base, ports: main.words.map((word) => buildWord(word, place)) };
    case 'From':
      return { kind, ...base, ...buildFrom(main.words, place) };
    case 'Healthcheck':
      return { kind, ...base, type: main.type && place.text(main.type), command: buildCommand(main, place) };
    case 'Maintainer':
      return { kind, ...base, name: main.words[0] ? place.text(main.words[0]) : null };
    case 'Stopsignal':
      return { kind, ...base, signal: onlyWord(main, place) };
    case 'User':
      return { kind, ...base, user: onlyWord(main, place) };
    case 'Workdir':
      return { kind, ...base, path: onlyWord(main, place) };
    case 'Onbuild': // the grammar takes all of them as a chain in front
    case null:
      return { kind: 'Unknown', ...base, rest: main.words[0] ? place.text(main.words[0]) : null };
  }
}

/** One switch less precise would do, but the three kinds have the same shape and different types. */
function buildPairInstruction(
  kind: 'Arg' | 'Env' | 'Label',
  base: Omit<Arg, 'kind' | 'pairs'>,
  pairs: readonly Pair[],
): Arg | Env | Label {
  return { kind, ...base, pairs };
}

function onlyWord(main: MainSyntax, place: Place) {
  return main.words[0] === undefined ? null : buildWord(main.words[0], place);
}

function splitDestination<T>(items: readonly T[]): { sources: readonly T[]; destination: T | null } {
  if (items.length < 2) return { sources: items, destination: null };
  return { sources: items.slice(0, -1), destination: items.at(-1) ?? null };
}
