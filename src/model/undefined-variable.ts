import type { From, Trigger } from '../parser/ast.ts';
import type { VariableReference } from '../parser/variable-reference.ts';
import { closest } from '../text/closest.ts';
import type { Span } from '../text/span.ts';
import { variableReferences } from '../word/variables.ts';
import type { BuildStage } from './build-stage.ts';
import type { Environment } from './environment.ts';
import { type Expandable, partOf } from './expansion.ts';

/** A variable that is used but not set. */
export interface UnsetReference {
  readonly name: string;
  /** Its first reference in the word. */
  readonly span: Span;
  /** A variable with a similar name. */
  readonly suggestion: string | null;
  /** Whether the reference says what to take instead: `${name:-…}` and the like. */
  readonly hasFallback: boolean;
}

/** A variable that an instruction uses but that neither ENV nor ARG nor the base image sets, as far as it is known. */
export interface UndefinedVariable extends UnsetReference {
  readonly instruction: Trigger;
  /** The FROM that makes the instruction run; `null` where it stands in the stage itself. */
  readonly pulledBy: From | null;
  readonly stage: BuildStage;
}

/** A word to search for variables. */
export interface SearchedWord extends Expandable {
  /** Whether it is the body of a here-document, where quotes are text. */
  readonly isHeredoc?: boolean;
}

/** Arguments that BuildKit reads itself: they never become variables. */
const CONTROLS = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/** So many suggestions are made for a file: each means a look at all names. */
export const MOST_SUGGESTIONS = 100;

/** The variables of a word that are neither set nor declared, each once; with suggestions where they are wanted. */
export function findUndefined(
  word: SearchedWord,
  environment: Environment,
  escape: string,
  suggests: boolean,
): readonly UnsetReference[] {
  const isUnknown = (name: string): boolean =>
    environment.get(name) === undefined && !environment.isDeclared(name) && !CONTROLS.has(name);
  return unsetReferences(word, escape, isUnknown, () => (suggests ? environment.names() : []));
}

/** The arguments that a FROM uses though no ARG before the first FROM declares them. */
export function findUndeclared(
  word: Expandable,
  known: ReadonlySet<string>,
  escape: string,
  suggests: boolean,
): readonly UnsetReference[] {
  return unsetReferences(
    word,
    escape,
    (name) => !known.has(name),
    () => (suggests ? known : []),
  );
}

function unsetReferences(
  word: SearchedWord,
  escape: string,
  isUnknown: (name: string) => boolean,
  candidates: () => Iterable<string>,
): readonly UnsetReference[] {
  if (!word.value.includes('$')) return [];
  const found = new Map<string, UnsetReference>();
  for (const { name, operator, span } of referencesIn(word, escape)) {
    if (found.has(name) || !isUnknown(name)) continue;
    const hasFallback = operator !== null && /^:?[-+?]/.test(operator);
    found.set(name, { name, span, suggestion: closest(name, candidates()), hasFallback });
  }
  return [...found.values()];
}

function referencesIn(word: SearchedWord, escape: string): readonly Reference[] {
  if (word.variables !== undefined) return word.variables;
  const mode = { skipProcessQuotes: word.isHeredoc === true };
  return variableReferences(word.value, escape, mode).map(({ name, operator, span }) => ({
    name,
    operator,
    span: partOf(word, span),
  }));
}

type Reference = Pick<VariableReference, 'name' | 'operator' | 'span'>;
