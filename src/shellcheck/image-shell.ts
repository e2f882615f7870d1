import type { BuildStage } from '../model/build-stage.ts';
import type { EscapeCharacter } from '../parser/ast.ts';
import type { Interpreter } from './interpreter.ts';

const WINDOWS_IMAGE = /\b(?:windows|nanoserver|windowsservercore|servercore)\b/i;
const BUSYBOX_IMAGE = /(?:^|\/)(?:alpine|busybox)(?:[:@]|$)|:[^@/]*alpine/;

/** Their `/bin/sh` is bash. */
const BASH_IMAGE =
  /(?:^|\/)(?:almalinux|amazonlinux|centos|fedora|opensuse|oraclelinux|rockylinux|ubi\d+)(?:[/:@-]|$)/;

/** Whether it seems that a stage's scripts are read by cmd where no SHELL says otherwise. */
export function isForWindows(stage: BuildStage, escape: EscapeCharacter): boolean {
  const { base, os } = stage;
  if (escape === '`' || os === 'windows') return true;
  if (base.kind === 'stage') return isForWindows(base.stage, escape);
  return base.kind === 'image' && WINDOWS_IMAGE.test(base.text);
}

/** The least that the `sh` of a stage's image knows: it is BusyBox's or bash, else dash or a shell that knows more. */
export function knownShell(interpreter: Interpreter, { base }: BuildStage): Interpreter {
  if (interpreter.dialect !== 'sh') return interpreter;
  if (base.kind === 'stage') return knownShell(interpreter, base.stage);
  const image = base.kind === 'image' ? base.text : '';
  if (BASH_IMAGE.test(image)) return { ...interpreter, dialect: 'bash' };
  return { ...interpreter, dialect: BUSYBOX_IMAGE.test(image) ? 'ash' : 'dash' };
}
