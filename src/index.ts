/** The package's main entry: reading and linting Dockerfiles, without any I/O. */
export { type Diagnostic, type Severity, severities } from './diagnostic.ts';
export { type LintOptions, lint } from './lint/lint.ts';
export { failureThreshold, type Preset, presets } from './lint/presets.ts';
export { type AnyRule, type Category, defineRule, type Rule } from './lint/rule.ts';
export type { Assumptions } from './model/assumptions.ts';
export type { Base, BuildStage, StageState } from './model/build-stage.ts';
export { type Build, evaluate } from './model/evaluate.ts';
export type { Expansion } from './model/expansion.ts';
export { type Stage, type Stages, stages } from './model/stages.ts';
export type * from './parser/ast.ts';
export { isInstruction } from './parser/ast.ts';
export { type Dockerfile, parse } from './parser/parse.ts';
export type { Refusal } from './parser/refusal.ts';
export { childrenOf, walk } from './parser/walk.ts';
export { rules } from './rules/index.ts';
export { type Position, Source } from './text/source.ts';
export type { Span } from './text/span.ts';
export { type ExpandOptions, expand, expandWords } from './word/expand.ts';
