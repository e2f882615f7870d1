import { join } from 'node:path';

const MAIN = ['src/cli/main.ts'];
const PARSER = ['src/parser/parse.ts'];

/** What `dlint FILE` runs in any case. */
const LINT = [
  'src/cli/commands/lint.ts',
  'src/cli/reporters/compact.ts',
  'src/shellcheck/diagnose.ts',
  'src/shellcheck/open.ts',
  'src/shellcheck/scripts.ts',
];

/** What `dlint build` runs in any case. */
const BUILD = ['src/cli/commands/build.ts', 'src/build/index.ts'];

/**
 * The large files of the command's bundle, since each file more costs time at every start: the first, with what all commands run and what
 * linting and building share; the parser, which a build needs now and then; and the rest of what linting a file takes. All else is loaded
 * on use.
 * @param {string} root of the sources
 * @returns {import('rolldown').CodeSplittingGroup[]}
 */
export function bundleGroups(root) {
  /** @type {Map<readonly string[], Set<string>>} */
  const reached = new Map();
  /** @param {string} id @param {import('rolldown').ChunkingContext} context */
  const isOf = (id, context) => (/** @type {readonly string[]} */ sources) => {
    const known =
      reached.get(sources) ??
      reach(
        sources.map((source) => join(root, source)),
        context,
      );
    reached.set(sources, known);
    return known.has(id);
  };
  /** @type {Record<string, (isOf: (sources: readonly string[]) => boolean) => boolean>} in the order in which they take modules */
  const groups = {
    start: (isOf) => isOf(MAIN) || (isOf(LINT) && isOf(BUILD)),
    parser: (isOf) => isOf(PARSER),
    lint: (isOf) => isOf(LINT),
  };
  return Object.entries(groups).map(([name, takes], place) => ({
    name: (id, context) => (takes(isOf(id, context)) ? name : null),
    debugName: name,
    priority: Object.keys(groups).length - place,
  }));
}

/**
 * These modules and all that they import at once.
 * @param {string[]} ids
 * @param {import('rolldown').ChunkingContext} context
 */
function reach(ids, context) {
  /** @type {Set<string>} */
  const found = new Set();
  for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    ids.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
