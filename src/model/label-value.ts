import parseSpdx from 'spdx-expression-parse';

/** Whether a text is an absolute URI (RFC 3986, section 4.3). */
export function isUrl(text: string): boolean {
  return !/\s/.test(text) && URL.canParse(text);
}

const TIME =
  /^\d{4}-(?<month>\d\d)-(?<day>\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is a point in time (RFC 3339, section 5.6). */
export function isTime(text: string): boolean {
  const { day, month } = TIME.exec(text)?.groups ?? {};
  // A month counts to 12, and a day that its month does not have would be one of the next.
  return Number(month) >= 1 && new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day);
}

/** Whether a text is a licence expression such as `MIT OR Apache-2.0` (SPDX specification, annex "SPDX license expressions"). */
export function isLicenseExpression(text: string): boolean {
  try {
    parseSpdx(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is the identifier of one licence of SPDX's list. */
export function isLicense(text: string): boolean {
  return /^[\w.-]+$/.test(text) && !text.startsWith('LicenseRef-') && isLicenseExpression(text);
}

const NUMBER = '(?:0|[1-9]\\d*)';
const IDENTIFIER = `(?:${NUMBER}|\\d*[A-Za-z-][\\dA-Za-z-]*)`;
const VERSION = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?(?:\\+[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*)?$`,
);

/** Whether a text is a version (Semantic Versioning 2.0.0). */
export function isSemanticVersion(text: string): boolean {
  return VERSION.test(text);
}

const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const LABEL = '[A-Za-z\\d](?:[A-Za-z\\d-]*[A-Za-z\\d])?';
const ADDRESS = new RegExp(
  `^(?:${ATOM}(?:\\.${ATOM})*|"(?:[^"\\\\]|\\\\.)+")@(?:${LABEL}(?:\\.${LABEL})*|\\[[^[\\]\\\\]+\\])$`,
);

/** Whether a text is an address for mail, without a name (RFC 5322, section 3.4.1). */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}
