import { defineRule } from '../lint/rule.ts';
import { imageUsers, lastUser } from '../model/image-users.ts';

export default defineRule({
  summary: 'Image that runs as root',
  why: 'What runs as root in a container is root on the host if it breaks out, and can change every file of the image.',
  category: 'security',
  severity: 'warning',
  aliases: { hadolint: 'DL3002' },
  presets: { hadolint: true, recommended: true },
  messages: { root: 'The image runs as `{{user}}`: end the stage with a `USER` that has fewer rights' },
  check({ file, report }) {
    return {
      end() {
        const { build, preset } = file;
        // hadolint looks at each stage alone, whether an image is made of it or not.
        const users =
          preset === 'hadolint' ? build.stages.flatMap((stage) => lastUser(stage) ?? []) : imageUsers(build);
        for (const { user } of users) {
          if (user !== null && /^(?:root|0)(?::|$)/.test(file.textOf(user) ?? ''))
            report('root', user, { user: user.value });
        }
      },
    };
  },
});
