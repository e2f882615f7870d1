/**
 * What the Dockerfile reference says of each instruction's arguments and flags: the only table of them.
 * Lexer modes, grammar, checks and suggestions are made from it.
 */

/** How BuildKit checks the value of a flag. A `repeatable` one may be given several times. */
export type FlagType = 'string' | 'boolean' | 'repeatable';

/**
 * How the text behind the flags is read:
 * `words` split at blanks · `paths` a JSON array, else words · `command` a JSON array, else one text · `text` one text ·
 * `pairs` name=value, or one name and a text · `names` name or name=value · `health` a type, then a command · `trigger` another instruction.
 */
export type ArgumentGrammar =
  | 'words'
  | 'paths'
  | 'command'
  | 'text'
  | 'pairs'
  | 'names'
  | 'health'
  | 'trigger';

interface InstructionFacts {
  readonly grammar: ArgumentGrammar;
  /** The flags it knows; `null` where BuildKit never looks at them. */
  readonly flags: Readonly<Record<string, FlagType>> | null;
  /** Whether it can carry here-documents. */
  readonly heredocs?: true;
}

const transferFlags = { chown: 'string', chmod: 'string', link: 'boolean', exclude: 'repeatable' } as const;

const table = {
  Add: {
    grammar: 'paths',
    flags: { ...transferFlags, checksum: 'string', 'keep-git-dir': 'boolean', unpack: 'boolean' },
    heredocs: true,
  },
  Arg: { grammar: 'names', flags: null },
  Cmd: { grammar: 'command', flags: {} },
  Copy: { grammar: 'paths', flags: { ...transferFlags, from: 'string', parents: 'boolean' }, heredocs: true },
  Entrypoint: { grammar: 'command', flags: {} },
  Env: { grammar: 'pairs', flags: {} },
  Expose: { grammar: 'words', flags: {} },
  From: { grammar: 'words', flags: { platform: 'string' } },
  Healthcheck: {
    grammar: 'health',
    flags: {
      interval: 'string',
      timeout: 'string',
      'start-period': 'string',
      'start-interval': 'string',
      retries: 'string',
    },
  },
  Label: { grammar: 'pairs', flags: {} },
  Maintainer: { grammar: 'text', flags: {} },
  Onbuild: { grammar: 'trigger', flags: {} },
  Run: {
    grammar: 'command',
    flags: { mount: 'repeatable', network: 'string', security: 'string', device: 'repeatable' },
    heredocs: true,
  },
  Shell: { grammar: 'command', flags: {} },
  Stopsignal: { grammar: 'text', flags: null },
  User: { grammar: 'text', flags: {} },
  Volume: { grammar: 'paths', flags: {} },
  Workdir: { grammar: 'text', flags: {} },
} as const satisfies Record<string, InstructionFacts>;

/** The kind of every known instruction's node. */
export type InstructionKind = keyof typeof table;

export const instructions: Readonly<Record<InstructionKind, InstructionFacts>> = table;

export const instructionKinds = Object.keys(table) as readonly InstructionKind[]; // the table's own keys

const kindsByKeyword = new Map(instructionKinds.map((kind) => [kind.toUpperCase(), kind]));

/** The kind that a keyword stands for, in any case; `null` for a word that is no instruction. */
export function instructionKind(keyword: string): InstructionKind | null {
  return kindsByKeyword.get(keyword.toUpperCase()) ?? null;
}
