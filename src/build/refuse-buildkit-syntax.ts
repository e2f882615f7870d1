import { Source } from '../text/source.ts';
import { BuildError } from './build-error.ts';
import type { BuildJob } from './build-job.ts';
import type { BuildKitSyntax } from './buildkit-syntax.ts';
import { type BuildContext, dockerfileOf } from './context/build-context.ts';
import { compareVersions, type Engine } from './docker/ping.ts';

/** The first Podman whose builder reads here-documents. */
const PODMAN_WITH_HEREDOCS = '4.8';

/** A Dockerfile without any of these needs no look. */
const TRACES = /<<|--|^\s*#\s*syntax\s*=/im;

/**
 * Throws a BuildError for a Dockerfile that needs BuildKit: Docker's classic builder drops here-documents, some flags and
 * `# syntax=` without a word and goes on. Whoever chose it gets no more than a warning for a `# syntax=`.
 */
export async function refuseBuildKitSyntax(context: BuildContext, job: BuildJob): Promise<void> {
  const source = Source.fromBytes(context.dockerfile);
  if (!TRACES.test(source.text)) return;
  const [{ parse }, { buildKitSyntax }] = await Promise.all([
    import('../parser/parse.ts'),
    import('./buildkit-syntax.ts'),
  ]);
  for (const found of buildKitSyntax(parse(source).document)) {
    if (understands(job.engine, found)) continue;
    const { line, column } = source.position(found.span.start);
    const text = `${context.shownDockerfile}:${line}:${column}: ${describe(found, job)}`;
    const isWarning = found.kind === 'syntax' && job.options.builder === 'classic';
    if (!isWarning)
      throw new BuildError('BUILDKIT_REQUIRED', text, { line, dockerfile: dockerfileOf(context) });
    await job.channel.send({ kind: 'Warning', text });
  }
}

/** Podman has a builder of its own. */
function understands({ podmanVersion }: Engine, { kind }: BuildKitSyntax): boolean {
  if (podmanVersion === undefined) return false;
  return kind !== 'heredoc' || compareVersions(podmanVersion, PODMAN_WITH_HEREDOCS) >= 0;
}

function describe({ kind, text }: BuildKitSyntax, { engine, connection }: BuildJob): string {
  const builder = `the builder used at ${connection.endpoint.address}`;
  const advice = engine.name === 'docker' ? 'add --builder buildkit' : 'use a newer Podman';
  switch (kind) {
    case 'heredoc':
      return `the here-document ${text} needs BuildKit: ${builder} would drop it; ${advice}, use && or COPY a file`;
    case 'flag':
      return `${text} needs BuildKit: ${builder} does not know it; ${advice}`;
    case 'syntax':
      return `${text} needs BuildKit: ${builder} ignores it; ${advice}, or take the line out`;
  }
}
