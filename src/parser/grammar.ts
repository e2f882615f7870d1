import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import {
  Comma,
  Flag,
  FlagsEnd,
  HealthType,
  JsonOther,
  JsonString,
  keywordOf,
  LeftBracket,
  LegacyName,
  Newline,
  PairWord,
  RightBracket,
  Text,
  UnknownKeyword,
  vocabulary,
  Word,
} from './tokens.ts';

/** The tokens of one instruction, sorted by their part in it. */
export interface InstructionSyntax {
  /** The ONBUILDs in front of it, outermost first. */
  readonly onbuilds: readonly KeywordSyntax[];
  /** `null` where nothing follows an ONBUILD, or the line is empty. */
  readonly main: MainSyntax | null;
}

export interface KeywordSyntax {
  readonly keyword: IToken;
  readonly flags: readonly IToken[];
}

export interface MainSyntax extends KeywordSyntax {
  /** The type of a health check: `CMD` or `NONE`. */
  readonly type: IToken | null;
  /** The items of a JSON array; `null` where there is none. */
  readonly exec: ExecSyntax | null;
  /** Words, name-value pairs, or one text. */
  readonly words: readonly IToken[];
}

export interface ExecSyntax {
  readonly open: IToken;
  readonly items: readonly IToken[];
  readonly close: IToken;
}

const none: readonly IToken[] = [];

/**
 * The grammar of every instruction (Dockerfile reference). Its rules only sort tokens; `build-ast.ts` makes the tree.
 * No rule recurses: ONBUILD is a loop.
 */
export class DockerfileGrammar extends EmbeddedActionsParser {
  constructor(skipValidations: boolean) {
    super(vocabulary, { maxLookahead: 1, skipValidations });
    this.performSelfAnalysis();
  }

  /** One syntax for each logical line. */
  readonly dockerfile = this.RULE('dockerfile', (): InstructionSyntax[] => {
    const lines: InstructionSyntax[] = [];
    this.MANY(() => {
      this.CONSUME(Newline);
      lines.push(this.SUBRULE(this.line));
    });
    return lines;
  });

  readonly line = this.RULE('line', (): InstructionSyntax => {
    const onbuilds: KeywordSyntax[] = [];
    let main: MainSyntax | null = null;
    this.MANY(() => {
      const keyword = this.CONSUME(keywordOf.trigger);
      onbuilds.push({ keyword, flags: this.SUBRULE(this.flags) });
    });
    this.OPTION(() => {
      main = this.SUBRULE(this.instruction);
    });
    return { onbuilds, main };
  });

  readonly instruction = this.RULE(
    'instruction',
    (): MainSyntax =>
      this.OR([
        { ALT: () => this.SUBRULE(this.command) },
        { ALT: () => this.SUBRULE(this.pairs) },
        { ALT: () => this.SUBRULE(this.names) },
        { ALT: () => this.SUBRULE(this.paths) },
        { ALT: () => this.SUBRULE(this.words) },
        { ALT: () => this.SUBRULE(this.text) },
        { ALT: () => this.SUBRULE(this.health) },
      ]),
  );

  /** CMD, ENTRYPOINT, RUN, SHELL: exec form or shell form. */
  readonly command = this.RULE('command', (): MainSyntax => {
    const keyword = this.CONSUME(keywordOf.command);
    const flags = this.SUBRULE(this.flags);
    const { exec, words } = this.SUBRULE(this.form);
    return { keyword, flags, type: null, exec, words };
  });

  /** HEALTHCHECK: a type, then a command. */
  readonly health = this.RULE('health', (): MainSyntax => {
    const keyword = this.CONSUME(keywordOf.health);
    const flags = this.SUBRULE(this.flags);
    const type = this.OPTION(() => this.CONSUME(HealthType)) ?? null;
    const { exec, words } = this.SUBRULE(this.form);
    return { keyword, flags, type, exec, words };
  });

  /** ARG: names, each with a value or without. */
  readonly names = this.RULE('names', (): MainSyntax => {
    const keyword = this.CONSUME(keywordOf.names);
    const flags = this.SUBRULE(this.flags);
    const words: IToken[] = [];
    this.MANY(() => words.push(this.CONSUME(PairWord)));
    return { keyword, flags, type: null, exec: null, words };
  });

  /** ENV, LABEL: name=value pairs, or the old form of one name and a text. */
  readonly pairs = this.RULE('pairs', (): MainSyntax => {
    const keyword = this.CONSUME(keywordOf.pairs);
    const flags = this.SUBRULE(this.flags);
    const words: IToken[] = [];
    this.OR([
      {
        ALT: () => {
          words.push(this.CONSUME(LegacyName));
          this.OPTION(() => words.push(this.CONSUME(Text)));
        },
      },
      { ALT: () => this.MANY(() => words.push(this.CONSUME(PairWord))) },
    ]);
    return { keyword, flags, type: null, exec: null, words };
  });

  /** ADD, COPY, VOLUME: a JSON array or words. */
  readonly paths = this.RULE('paths', (): MainSyntax => {
    const keyword = this.CONSUME(keywordOf.paths);
    const flags = this.SUBRULE(this.flags);
    const words: IToken[] = [];
    let exec: ExecSyntax | null = null;
    this.OR([
      {
        ALT: () => {
          exec = this.SUBRULE(this.execForm);
        },
      },
      { ALT: () => this.MANY(() => words.push(this.CONSUME(Word))) },
    ]);
    return { keyword, flags, type: null, exec, words };
  });

  /** EXPOSE, FROM: words. */
  readonly words = this.RULE('words', (): MainSyntax => {
    const keyword = this.CONSUME(keywordOf.words);
    const flags = this.SUBRULE(this.flags);
    const words: IToken[] = [];
    this.MANY(() => words.push(this.CONSUME(Word)));
    return { keyword, flags, type: null, exec: null, words };
  });

  /** MAINTAINER, STOPSIGNAL, USER, WORKDIR, and words that are no instruction: one text. */
  readonly text = this.RULE('text', (): MainSyntax => {
    const keyword = this.OR([
      { ALT: () => this.CONSUME(keywordOf.text) },
      { ALT: () => this.CONSUME(UnknownKeyword) },
    ]);
    const flags = this.SUBRULE(this.flags);
    const words: IToken[] = [];
    this.OPTION(() => words.push(this.CONSUME(Text)));
    return { keyword, flags, type: null, exec: null, words };
  });

  readonly form = this.RULE('form', (): Pick<MainSyntax, 'exec' | 'words'> => {
    let form: Pick<MainSyntax, 'exec' | 'words'> = { exec: null, words: none };
    this.OPTION(() => {
      form = this.OR([
        { ALT: () => ({ exec: this.SUBRULE(this.execForm), words: none }) },
        { ALT: () => ({ exec: null, words: [this.CONSUME(Text)] }) },
      ]);
    });
    return form;
  });

  readonly execForm = this.RULE('execForm', (): ExecSyntax => {
    const open = this.CONSUME(LeftBracket);
    const items: IToken[] = [];
    this.MANY_SEP({ SEP: Comma, DEF: () => items.push(this.SUBRULE(this.jsonItem)) });
    return { open, items, close: this.CONSUME(RightBracket) };
  });

  readonly jsonItem = this.RULE(
    'jsonItem',
    (): IToken => this.OR([{ ALT: () => this.CONSUME(JsonString) }, { ALT: () => this.CONSUME(JsonOther) }]),
  );

  readonly flags = this.RULE('flags', (): readonly IToken[] => {
    const flags: IToken[] = [];
    this.MANY(() => flags.push(this.CONSUME(Flag)));
    this.OPTION(() => this.CONSUME(FlagsEnd));
    return flags;
  });
}

let grammar: DockerfileGrammar | undefined;

/** Sorts tokens into one syntax for each logical line. The lexer's tokens always fit the grammar. */
export function parseTokens(tokens: IToken[]): InstructionSyntax[] {
  // The grammar is fixed: a test validates it, users need not wait for that.
  grammar ??= new DockerfileGrammar(true);
  grammar.input = tokens;
  const lines = grammar.dockerfile();
  const [error] = grammar.errors;
  if (error !== undefined)
    throw new Error(`the grammar stopped at ${error.token.startOffset}: ${error.message}`);
  return lines;
}
