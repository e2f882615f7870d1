import { type Severity, severities } from '../diagnostic.ts';

/** One finding as ShellCheck gives it. Lines and columns count from 1, columns in code points; the end is behind the last character. */
export interface Remark {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly level: Severity;
  readonly code: number;
  readonly message: string;
}

/** Reads a list of remarks from what a program or a file gave; `null` where it is none. What a remark has besides is left out. */
export function readRemarks(value: unknown): readonly Remark[] | null {
  if (!Array.isArray(value)) return null;
  const remarks = value.map(readRemark);
  return remarks.every((remark) => remark !== null) ? remarks : null;
}

/** Reads one remark; `null` for anything else. */
export function readRemark(value: unknown): Remark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { code, column, endColumn, endLine, level, line, message } = value as Record<keyof Remark, unknown>; // any object
  const known = severities.find((severity) => severity === level);
  if (known === undefined || typeof message !== 'string') return null;
  if (!isCount(code) || !isCount(line) || !isCount(column) || !isCount(endLine) || !isCount(endColumn))
    return null;
  return { line, column, endLine, endColumn, level: known, code, message };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
