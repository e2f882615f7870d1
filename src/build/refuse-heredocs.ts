import type { Heredoc, Item } from '../parser/ast.ts';
import { isInstruction } from '../parser/ast.ts';
import { Source } from '../text/source.ts';
import { BuildError } from './build-error.ts';
import type { BuildContext } from './context/build-context.ts';
import { compareVersions, type Engine } from './docker/ping.ts';

/** The first Podman whose builder reads here-documents. */
const PODMAN_WITH_HEREDOCS = '4.8';

/**
 * Throws a BuildError for a Dockerfile with here-documents (Dockerfile reference, "Here-Documents"): Docker's classic
 * builder drops their bodies without a word and goes on.
 */
export async function refuseHeredocs(context: BuildContext, engine: Engine, address: string): Promise<void> {
  const { podmanVersion } = engine;
  if (podmanVersion !== undefined && compareVersions(podmanVersion, PODMAN_WITH_HEREDOCS) >= 0) return;
  const source = Source.fromBytes(context.dockerfile);
  if (!source.text.includes('<<')) return;
  const { parse } = await import('../parser/parse.ts');
  const heredoc = parse(source.text).document.items.flatMap(heredocsOf)[0];
  if (heredoc === undefined) return;
  const { line, column } = source.position(heredoc.marker.span.start);
  const place = `${context.dockerfilePath}:${line}:${column}`;
  const message = `${place}: the here-document ${heredoc.marker.value} needs BuildKit: the builder used at ${address} would drop it; use && or COPY a file`;
  throw new BuildError('BUILDKIT_REQUIRED', message);
}

function heredocsOf(item: Item): readonly Heredoc[] {
  if (!isInstruction(item)) return [];
  return item.kind === 'Onbuild' ? [...item.heredocs, ...(item.trigger?.heredocs ?? [])] : item.heredocs;
}
