import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Checker } from '../../lint/config/checker.ts';
import { readPlugin } from '../../lint/config/read-plugin.ts';
import { idsOf } from '../../lint/config/rule-index.ts';
import type { Rule } from '../../lint/rule.ts';
import { isPath } from './is-path.ts';
import { resolveModule } from './resolve-module.ts';

/** The plugins of a run. Each module is imported once, so that its rules are the same wherever it is named. */
export class Plugins {
  readonly #loaded = new Map<string, Promise<readonly Rule[] | string>>();

  /** The rules of a plugin, by how a configuration file (absolute) names it; a string says why there are none. */
  async load(target: string, file: string): Promise<readonly Rule[] | string> {
    const module = findModule(target, file);
    if (module === undefined) return `there is no ${isPath(target) ? 'file' : 'package'} \`${target}\``;
    const loaded = this.#loaded.get(module) ?? loadModule(module);
    this.#loaded.set(module, loaded);
    const rules = await loaded;
    return typeof rules === 'string' ? `\`${target}\` ${rules}` : rules;
  }
}

/** Adds rules to those that are known already. A string says why that cannot be: two would go by one name. */
export function joinRules(known: readonly Rule[], added: readonly Rule[]): readonly Rule[] | string {
  const joined = [...known];
  const byId = new Map(known.flatMap((rule) => idsOf(rule).map((id) => [id, rule])));
  for (const rule of added) {
    if (joined.includes(rule)) continue;
    const taken = idsOf(rule).find((id) => byId.has(id));
    if (taken !== undefined) return `there is another rule \`${taken}\`: give \`${rule.name}\` another name`;
    joined.push(rule);
    for (const id of idsOf(rule)) byId.set(id, rule);
  }
  return joined;
}

function findModule(target: string, file: string): string | undefined {
  if (!isPath(target)) return resolveModule(target, file);
  const path = resolve(dirname(file), target);
  return existsSync(path) ? realpathSync(path) : undefined;
}

async function loadModule(file: string): Promise<readonly Rule[] | string> {
  try {
    const module: unknown = await importModule(pathToFileURL(file).href);
    const checker = new Checker();
    const rules = readPlugin(defaultOf(module), basename(file, extname(file)), checker);
    const [mistake] = checker.mistakes;
    if (mistake === undefined) return rules;
    const place = mistake.path.length === 0 ? '' : `${mistake.path.join('.')}: `;
    return `is no plugin: ${oneLine(`${place}${mistake.message}`)}`;
  } catch (error) {
    return `cannot be imported: ${oneLine(error instanceof Error ? error.message : String(error))}`;
  }
}

/** The bundle itself cannot import. */
function importModule(url: string): Promise<unknown> {
  // It exports this one function.
  const importIt = createRequire(import.meta.url)('#import-module') as (url: string) => Promise<unknown>;
  return importIt(url);
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
