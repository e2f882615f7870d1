import { type PortParts, splitPort } from '../model/port.ts';
import type { Span } from '../text/span.ts';
import { buildSteps } from './build-steps.ts';
import type { LintContext } from './lint-context.ts';

/** One item of an EXPOSE, with its variables filled in. */
export interface ExposedItem {
  readonly text: string;
  readonly parts: PortParts;
  readonly span: Span;
}

/** The items of all EXPOSE that can be told apart into address, port and protocol. */
export function exposedPorts(file: LintContext): readonly ExposedItem[] {
  return buildSteps(file).flatMap(({ at, instruction }) => {
    if (instruction.kind !== 'Expose') return [];
    return instruction.ports.flatMap((port) => {
      const items = file.build.expansionOf(port)?.value.split(' ') ?? [];
      return items.flatMap((text) => {
        const parts = splitPort(text);
        return parts.ok ? [{ text, parts: parts.value, span: at(port) }] : [];
      });
    });
  });
}
