/**
 * The tree of a Dockerfile: plain readonly objects, told apart by `kind`, that survive `JSON.stringify`.
 * Spans are half-open UTF-16 offsets into the source. What is absent in the source is `null`.
 * Names follow the Dockerfile reference (https://docs.docker.com/reference/dockerfile/).
 */
import type { Piece } from '../text/mapped-text.ts';
import type { Span } from '../text/span.ts';
import type { VariableReference } from './variable-reference.ts';

/** The character that escapes others and continues lines, set by the `escape` parser directive. */
export type EscapeCharacter = '\\' | '`';

interface NodeBase {
  readonly span: Span;
}

/** Something that stands on its own physical lines; the extents of all items, in order, cover the file without a gap. */
interface ItemBase extends NodeBase {
  /** The whole lines, line breaks included. */
  readonly extent: Span;
}

/** A whole Dockerfile. */
export interface Document extends NodeBase {
  readonly kind: 'Document';
  /** The version of this tree's shape; it grows when a consumer could break. */
  readonly version: 1;
  readonly escape: EscapeCharacter;
  readonly items: readonly Item[];
}

export type Item = Directive | Comment | BlankLines | Instruction;

/** A parser directive, such as `# syntax=docker/dockerfile:1`. */
export interface Directive extends ItemBase {
  readonly kind: 'Directive';
  readonly name: Text;
  readonly value: Text;
}

/** A comment line, from its `#` on. */
export interface Comment extends ItemBase {
  readonly kind: 'Comment';
  /** What follows the `#`, trimmed. */
  readonly text: string;
}

/** A run of lines that hold nothing but white space. */
export interface BlankLines extends ItemBase {
  readonly kind: 'BlankLines';
}

/** Whether an item is an instruction, known or not. */
export function isInstruction(item: Item): item is Instruction {
  return item.kind !== 'Directive' && item.kind !== 'Comment' && item.kind !== 'BlankLines';
}

interface InstructionBase extends ItemBase {
  readonly keyword: Text;
  readonly flags: readonly Flag[];
  /** The comments between its continuation lines. */
  readonly comments: readonly Comment[];
  /** The blank lines between its continuation lines, which BuildKit skips with a warning. */
  readonly blankLines: readonly BlankLines[];
  /** The bodies of its here-documents, in the order of their markers. */
  readonly heredocs: readonly Heredoc[];
}

export type Instruction = Trigger | Onbuild;

/** Every instruction that ONBUILD may wrap, and those that it may not but that stand there all the same. */
export type Trigger =
  | Add
  | Arg
  | Cmd
  | Copy
  | Entrypoint
  | Env
  | Expose
  | From
  | Healthcheck
  | Label
  | Maintainer
  | Run
  | Shell
  | Stopsignal
  | Unknown
  | User
  | Volume
  | Workdir;

/** `ADD [flags] source... destination` */
export interface Add extends InstructionBase, Transfer {
  readonly kind: 'Add';
}

/** `COPY [flags] source... destination` */
export interface Copy extends InstructionBase, Transfer {
  readonly kind: 'Copy';
}

interface Transfer {
  readonly form: 'exec' | 'words';
  /** All arguments but the last; the only one, if it stands alone. */
  readonly sources: readonly Argument[];
  readonly destination: Argument | null;
}

/** `ARG name[=default]...` */
export interface Arg extends InstructionBase {
  readonly kind: 'Arg';
  readonly pairs: readonly Pair[];
}

/** `ENV key=value...` or the old form `ENV key value` */
export interface Env extends InstructionBase {
  readonly kind: 'Env';
  readonly pairs: readonly Pair[];
}

/** `LABEL key=value...` or the old form `LABEL key value` */
export interface Label extends InstructionBase {
  readonly kind: 'Label';
  readonly pairs: readonly Pair[];
}

/** `CMD command` */
export interface Cmd extends InstructionBase {
  readonly kind: 'Cmd';
  readonly command: CommandForm | null;
}

/** `ENTRYPOINT command` */
export interface Entrypoint extends InstructionBase {
  readonly kind: 'Entrypoint';
  readonly command: CommandForm | null;
}

/** `RUN [flags] command` */
export interface Run extends InstructionBase {
  readonly kind: 'Run';
  readonly command: CommandForm | null;
}

/** `SHELL ["executable", "parameter"...]` */
export interface Shell extends InstructionBase {
  readonly kind: 'Shell';
  readonly command: CommandForm | null;
}

/** `EXPOSE port[/protocol]...` */
export interface Expose extends InstructionBase {
  readonly kind: 'Expose';
  readonly ports: readonly Word[];
}

/** `FROM [--platform=platform] image [AS name]` */
export interface From extends InstructionBase {
  readonly kind: 'From';
  readonly image: ImageReference | null;
  /** The second word, which must be `AS`. */
  readonly as: Text | null;
  /** The third word: the name of the stage. */
  readonly name: Text | null;
  /** Words behind the third, which BuildKit refuses. */
  readonly rest: readonly Text[];
}

/** `HEALTHCHECK [flags] CMD command` or `HEALTHCHECK NONE` */
export interface Healthcheck extends InstructionBase {
  readonly kind: 'Healthcheck';
  readonly type: Text | null;
  readonly command: CommandForm | null;
}

/** `MAINTAINER name` */
export interface Maintainer extends InstructionBase {
  readonly kind: 'Maintainer';
  readonly name: Text | null;
}

/** `STOPSIGNAL signal` */
export interface Stopsignal extends InstructionBase {
  readonly kind: 'Stopsignal';
  readonly signal: Word | null;
}

/** `USER user[:group]` */
export interface User extends InstructionBase {
  readonly kind: 'User';
  readonly user: Word | null;
}

/** `VOLUME path...` */
export interface Volume extends InstructionBase {
  readonly kind: 'Volume';
  readonly form: 'exec' | 'words';
  readonly paths: readonly Argument[];
}

/** `WORKDIR path` */
export interface Workdir extends InstructionBase {
  readonly kind: 'Workdir';
  readonly path: Word | null;
}

/** `ONBUILD instruction` */
export interface Onbuild extends InstructionBase {
  readonly kind: 'Onbuild';
  /** Further ONBUILDs between the first and the trigger, which BuildKit refuses: a list, so that no input decides how deep the tree is. */
  readonly chain: readonly OnbuildLink[];
  readonly trigger: Trigger | null;
}

/** One more `ONBUILD [flags]` of a chain. */
export interface OnbuildLink extends NodeBase {
  readonly kind: 'OnbuildLink';
  readonly keyword: Text;
  readonly flags: readonly Flag[];
}

/** A line whose first word is no instruction. */
export interface Unknown extends InstructionBase {
  readonly kind: 'Unknown';
  /** What follows the word and its flags. */
  readonly rest: Text | null;
}

/** A part that is taken as it stands. */
export interface Text extends NodeBase {
  readonly kind: 'Text';
  readonly value: string;
}

/** A part that BuildKit expands when it builds: quotes and escapes are still in `value`. */
export interface Word extends NodeBase {
  readonly kind: 'Word';
  readonly value: string;
  /** Every `$name` and `${name…}` in it, nested ones too, in order. */
  readonly variables: readonly VariableReference[];
}

/** A string of a JSON array; `value` is decoded. */
export interface JsonString extends NodeBase {
  readonly kind: 'JsonString';
  readonly value: string;
}

/** An item of a JSON array that is not a string, which BuildKit refuses; `value` is its text. */
export interface JsonOther extends NodeBase {
  readonly kind: 'JsonOther';
  readonly value: string;
}

export type JsonItem = JsonString | JsonOther;

export type Argument = Word | JsonItem;

/** The JSON array of the exec form: `["executable", "parameter"]`. */
export interface ExecForm extends NodeBase {
  readonly kind: 'ExecForm';
  readonly items: readonly JsonItem[];
}

/** The shell form: text that a shell will read, with continuations and comments taken out. */
export interface ShellForm extends NodeBase {
  readonly kind: 'ShellForm';
  readonly text: string;
  /** Where each part of the text stands in the source. */
  readonly pieces: readonly Piece[];
}

export type CommandForm = ExecForm | ShellForm;

/** A builder flag: `--name` or `--name=value`. */
export interface Flag extends NodeBase {
  readonly kind: 'Flag';
  readonly name: Text;
  /** Without quotes and escapes; `null` where there is no `=`. */
  readonly value: Text | null;
  /** The comma-separated options of `--mount` and `--device`; empty for other flags. */
  readonly options: readonly FlagOption[];
}

/** One `key=value` or bare word of a `--mount` or `--device`. */
export interface FlagOption extends NodeBase {
  readonly kind: 'FlagOption';
  readonly key: Text;
  readonly value: Text | null;
}

/** One name and value of ARG, ENV or LABEL. */
export interface Pair extends NodeBase {
  readonly kind: 'Pair';
  readonly name: Word;
  /** `=`, or a blank in the old form; `null` where no value follows. */
  readonly separator: '=' | ' ' | null;
  readonly value: Word | null;
}

/** The image of a FROM, as written; name, tag and digest are found without expanding variables. */
export interface ImageReference extends NodeBase {
  readonly kind: 'ImageReference';
  readonly value: string;
  /** The repository with its registry. */
  readonly name: Text;
  readonly tag: Text | null;
  /** With its algorithm: `sha256:…`. */
  readonly digest: Text | null;
  readonly variables: readonly VariableReference[];
}

/** A here-document of ADD, COPY or RUN. */
export interface Heredoc extends NodeBase {
  readonly kind: 'Heredoc';
  /** The redirection with the delimiter: `<<-"EOF"`. */
  readonly marker: Text;
  /** The delimiter without its quotes. */
  readonly name: string;
  /** Whether variables in the body are expanded: the delimiter is not quoted. */
  readonly expand: boolean;
  /** Whether leading tabs are cut: `<<-`. */
  readonly chomp: boolean;
  /** As it stands in the file, line breaks included. */
  readonly body: Text;
  /** The line that ends it; `null` where the file ends first. */
  readonly terminator: Text | null;
}

export type Node =
  | Document
  | Item
  | OnbuildLink
  | Text
  | Word
  | JsonItem
  | CommandForm
  | Flag
  | FlagOption
  | Pair
  | ImageReference
  | Heredoc
  | VariableReference;

export type Kind = Node['kind'];

/** The node type of a kind: `NodeOf<'From'>`. */
export type NodeOf<K extends Kind> = Extract<Node, { readonly kind: K }>;
