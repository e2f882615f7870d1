import { defineRule } from '../lint/rule.ts';
import type { PlatformRequest } from '../model/from-arguments.ts';

export default defineRule({
  summary: 'FROM for one fixed platform',
  why: 'The stage is always built for this platform, whatever `--platform` asks for: it is emulated elsewhere, or ends up in an image of another platform.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3029', buildkit: 'FromPlatformFlagConstDisallowed' },
  presets: { hadolint: true, buildkit: true, strict: true },
  messages: {
    check: 'FROM --platform flag should not use constant value "{{platform}}"',
    fixed:
      '`{{platform}}` is built whatever platform is asked for: leave it out, use `$BUILDPLATFORM`, or name the stage after it',
  },
  check({ file, report }) {
    const { build, preset } = file;
    return {
      From(from, { onbuild, stage }) {
        const flag = from.flags.find(({ name }) => name.value === 'platform');
        if (!flag?.value || onbuild !== null) return;
        const platform = flag.value.value;
        if (preset === 'hadolint') {
          if (!followsBuild(platform)) report('fixed', flag.value, { platform });
        } else if (isFixed(build.fromArguments.platform(from), stage?.name ?? '')) {
          report(preset === 'buildkit' ? 'check' : 'fixed', flag.value, { platform });
        }
      },
    };
  },
});

function followsBuild(platform: string): boolean {
  return /(?:BUILD|TARGET)PLATFORM/.test(platform);
}

/** A stage may be for one platform if its name says so. BuildKit refuses a platform that it cannot read. */
function isFixed(request: PlatformRequest | null, stage: string): boolean {
  if (request === null || request.platform === null || request.names.length > 0) return false;
  const { architecture, os } = request.platform;
  return ![architecture, os].some((part) => stage.includes(part));
}
