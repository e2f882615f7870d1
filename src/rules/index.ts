import type { Rule } from '../lint/rule.ts';
import addInsteadOfCopy from './add-instead-of-copy.ts';
import apkCacheKept from './apk-cache-kept.ts';
import apkUnpinned from './apk-unpinned.ts';
import aptGetRecommends from './apt-get-recommends.ts';
import aptGetWithoutYes from './apt-get-without-yes.ts';
import aptInScript from './apt-in-script.ts';
import aptListsKept from './apt-lists-kept.ts';
import aptUnpinned from './apt-unpinned.ts';
import archiveExtractedLater from './archive-extracted-later.ts';
import baseImagePlatform from './base-image-platform.ts';
import cdInRun from './cd-in-run.ts';
import consecutiveRun from './consecutive-run.ts';
import copyFromItself from './copy-from-itself.ts';
import copyIgnoredFile from './copy-ignored-file.ts';
import copyWholeImage from './copy-whole-image.ts';
import copyWithoutFolder from './copy-without-folder.ts';
import curlAndWget from './curl-and-wget.ts';
import deprecatedMaintainer from './deprecated-maintainer.ts';
import dnfCacheKept from './dnf-cache-kept.ts';
import dnfUnpinned from './dnf-unpinned.ts';
import dnfWithoutYes from './dnf-without-yes.ts';
import duplicateStageName from './duplicate-stage-name.ts';
import emptyContinuation from './empty-continuation.ts';
import emptyLabel from './empty-label.ts';
import envRefersToItself from './env-refers-to-itself.ts';
import exposeInvalidFormat from './expose-invalid-format.ts';
import exposeProtoCasing from './expose-proto-casing.ts';
import fixedPlatform from './fixed-platform.ts';
import forbiddenTrigger from './forbidden-trigger.ts';
import fromAsCasing from './from-as-casing.ts';
import gemUnpinned from './gem-unpinned.ts';
import goUnpinned from './go-unpinned.ts';
import ignorePragma from './ignore-pragma.ts';
import inconsistentInstructionCasing from './inconsistent-instruction-casing.ts';
import instructionBeforeFrom from './instruction-before-from.ts';
import invalidDefaultArgInFrom from './invalid-default-arg-in-from.ts';
import invalidDefinitionDescription from './invalid-definition-description.ts';
import invalidLabelName from './invalid-label-name.ts';
import jsonArgsRecommended from './json-args-recommended.ts';
import labelNotCommit from './label-not-commit.ts';
import labelNotEmail from './label-not-email.ts';
import labelNotLicense from './label-not-license.ts';
import labelNotTime from './label-not-time.ts';
import labelNotUrl from './label-not-url.ts';
import labelNotVersion from './label-not-version.ts';
import latestTag from './latest-tag.ts';
import legacyKeyValueFormat from './legacy-key-value-format.ts';
import missingHealthcheck from './missing-healthcheck.ts';
import missingLabel from './missing-label.ts';
import multipleCmd from './multiple-cmd.ts';
import multipleEntrypoint from './multiple-entrypoint.ts';
import multipleHealthcheck from './multiple-healthcheck.ts';
import multipleInstructions from './multiple-instructions.ts';
import namedUser from './named-user.ts';
import npmUnpinned from './npm-unpinned.ts';
import pipCacheKept from './pip-cache-kept.ts';
import pipUnpinned from './pip-unpinned.ts';
import pipeWithoutPipefail from './pipe-without-pipefail.ts';
import pointlessCommand from './pointless-command.ts';
import portOutOfRange from './port-out-of-range.ts';
import redundantTargetPlatform from './redundant-target-platform.ts';
import relativeCopyDestination from './relative-copy-destination.ts';
import relativeWorkdir from './relative-workdir.ts';
import reservedStageName from './reserved-stage-name.ts';
import rootUser from './root-user.ts';
import secretInVariable from './secret-in-variable.ts';
import shByLink from './sh-by-link.ts';
import shellFormCommand from './shell-form-command.ts';
import sourceOutsideContext from './source-outside-context.ts';
import stageNameCasing from './stage-name-casing.ts';
import sudo from './sudo.ts';
import undefinedArgInFrom from './undefined-arg-in-from.ts';
import undefinedVar from './undefined-var.ts';
import unexpectedLabel from './unexpected-label.ts';
import unknownCopySource from './unknown-copy-source.ts';
import unreadableScript from './unreadable-script.ts';
import untaggedImage from './untagged-image.ts';
import untrustedRegistry from './untrusted-registry.ts';
import useraddHighUid from './useradd-high-uid.ts';
import wgetProgress from './wget-progress.ts';
import workdirRelativePath from './workdir-relative-path.ts';
import yarnCacheKept from './yarn-cache-kept.ts';
import yumCacheKept from './yum-cache-kept.ts';
import yumUnpinned from './yum-unpinned.ts';
import yumWithoutYes from './yum-without-yes.ts';
import zypperCacheKept from './zypper-cache-kept.ts';
import zypperDistUpgrade from './zypper-dist-upgrade.ts';
import zypperUnpinned from './zypper-unpinned.ts';
import zypperWithoutYes from './zypper-without-yes.ts';

/** Every rule, by name. Written by `npm run generate`. */
export const rules: readonly Rule[] = [
  { name: 'add-instead-of-copy', ...addInsteadOfCopy },
  { name: 'apk-cache-kept', ...apkCacheKept },
  { name: 'apk-unpinned', ...apkUnpinned },
  { name: 'apt-get-recommends', ...aptGetRecommends },
  { name: 'apt-get-without-yes', ...aptGetWithoutYes },
  { name: 'apt-in-script', ...aptInScript },
  { name: 'apt-lists-kept', ...aptListsKept },
  { name: 'apt-unpinned', ...aptUnpinned },
  { name: 'archive-extracted-later', ...archiveExtractedLater },
  { name: 'base-image-platform', ...baseImagePlatform },
  { name: 'cd-in-run', ...cdInRun },
  { name: 'consecutive-run', ...consecutiveRun },
  { name: 'copy-from-itself', ...copyFromItself },
  { name: 'copy-ignored-file', ...copyIgnoredFile },
  { name: 'copy-whole-image', ...copyWholeImage },
  { name: 'copy-without-folder', ...copyWithoutFolder },
  { name: 'curl-and-wget', ...curlAndWget },
  { name: 'deprecated-maintainer', ...deprecatedMaintainer },
  { name: 'dnf-cache-kept', ...dnfCacheKept },
  { name: 'dnf-unpinned', ...dnfUnpinned },
  { name: 'dnf-without-yes', ...dnfWithoutYes },
  { name: 'duplicate-stage-name', ...duplicateStageName },
  { name: 'empty-continuation', ...emptyContinuation },
  { name: 'empty-label', ...emptyLabel },
  { name: 'env-refers-to-itself', ...envRefersToItself },
  { name: 'expose-invalid-format', ...exposeInvalidFormat },
  { name: 'expose-proto-casing', ...exposeProtoCasing },
  { name: 'fixed-platform', ...fixedPlatform },
  { name: 'forbidden-trigger', ...forbiddenTrigger },
  { name: 'from-as-casing', ...fromAsCasing },
  { name: 'gem-unpinned', ...gemUnpinned },
  { name: 'go-unpinned', ...goUnpinned },
  { name: 'ignore-pragma', ...ignorePragma },
  { name: 'inconsistent-instruction-casing', ...inconsistentInstructionCasing },
  { name: 'instruction-before-from', ...instructionBeforeFrom },
  { name: 'invalid-default-arg-in-from', ...invalidDefaultArgInFrom },
  { name: 'invalid-definition-description', ...invalidDefinitionDescription },
  { name: 'invalid-label-name', ...invalidLabelName },
  { name: 'json-args-recommended', ...jsonArgsRecommended },
  { name: 'label-not-commit', ...labelNotCommit },
  { name: 'label-not-email', ...labelNotEmail },
  { name: 'label-not-license', ...labelNotLicense },
  { name: 'label-not-time', ...labelNotTime },
  { name: 'label-not-url', ...labelNotUrl },
  { name: 'label-not-version', ...labelNotVersion },
  { name: 'latest-tag', ...latestTag },
  { name: 'legacy-key-value-format', ...legacyKeyValueFormat },
  { name: 'missing-healthcheck', ...missingHealthcheck },
  { name: 'missing-label', ...missingLabel },
  { name: 'multiple-cmd', ...multipleCmd },
  { name: 'multiple-entrypoint', ...multipleEntrypoint },
  { name: 'multiple-healthcheck', ...multipleHealthcheck },
  { name: 'multiple-instructions', ...multipleInstructions },
  { name: 'named-user', ...namedUser },
  { name: 'npm-unpinned', ...npmUnpinned },
  { name: 'pip-cache-kept', ...pipCacheKept },
  { name: 'pip-unpinned', ...pipUnpinned },
  { name: 'pipe-without-pipefail', ...pipeWithoutPipefail },
  { name: 'pointless-command', ...pointlessCommand },
  { name: 'port-out-of-range', ...portOutOfRange },
  { name: 'redundant-target-platform', ...redundantTargetPlatform },
  { name: 'relative-copy-destination', ...relativeCopyDestination },
  { name: 'relative-workdir', ...relativeWorkdir },
  { name: 'reserved-stage-name', ...reservedStageName },
  { name: 'root-user', ...rootUser },
  { name: 'secret-in-variable', ...secretInVariable },
  { name: 'sh-by-link', ...shByLink },
  { name: 'shell-form-command', ...shellFormCommand },
  { name: 'source-outside-context', ...sourceOutsideContext },
  { name: 'stage-name-casing', ...stageNameCasing },
  { name: 'sudo', ...sudo },
  { name: 'undefined-arg-in-from', ...undefinedArgInFrom },
  { name: 'undefined-var', ...undefinedVar },
  { name: 'unexpected-label', ...unexpectedLabel },
  { name: 'unknown-copy-source', ...unknownCopySource },
  { name: 'unreadable-script', ...unreadableScript },
  { name: 'untagged-image', ...untaggedImage },
  { name: 'untrusted-registry', ...untrustedRegistry },
  { name: 'useradd-high-uid', ...useraddHighUid },
  { name: 'wget-progress', ...wgetProgress },
  { name: 'workdir-relative-path', ...workdirRelativePath },
  { name: 'yarn-cache-kept', ...yarnCacheKept },
  { name: 'yum-cache-kept', ...yumCacheKept },
  { name: 'yum-unpinned', ...yumUnpinned },
  { name: 'yum-without-yes', ...yumWithoutYes },
  { name: 'zypper-cache-kept', ...zypperCacheKept },
  { name: 'zypper-dist-upgrade', ...zypperDistUpgrade },
  { name: 'zypper-unpinned', ...zypperUnpinned },
  { name: 'zypper-without-yes', ...zypperWithoutYes },
];
