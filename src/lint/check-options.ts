import { type Checked, right, wrong } from '../word/checked.ts';
import { parseGoBoolean } from '../word/go-number.ts';
import { quoteGo } from '../word/quote-go.ts';

/** The names of checks, or all of them. */
type Checks = 'all' | ReadonlySet<string>;

/** What `check=` asks for (Dockerfile reference, "check"). */
export interface CheckOptions {
  readonly skip: Checks;
  readonly experimental: Checks;
  /** Whether a build fails where a check finds something. */
  readonly error: boolean;
}

/** What holds where nothing is asked for. */
export const defaultCheckOptions: CheckOptions = { skip: new Set(), experimental: new Set(), error: false };

/**
 * Reads `skip=A,B;experimental=C;error=true`. The last of a key counts; what stands behind a third `;` belongs to the third
 * option, and no check's name is unknown.
 */
export function parseCheckOptions(given: string): Checked<CheckOptions> {
  const text = given.trim();
  const options = { ...defaultCheckOptions };
  for (const option of text === '' ? [] : splitOptions(text)) {
    const equals = option.indexOf('=');
    if (equals === -1) return invalid(option);
    const key = option.slice(0, equals).trim();
    const value = option.slice(equals + 1).trim();
    if (key === 'error') {
      const isOn = parseGoBoolean(value);
      if (isOn === null) {
        const reason = `strconv.ParseBool: parsing ${quoteGo(value)}: invalid syntax`;
        return wrong(`failed to parse check option ${quoteGo(option)}: ${reason}`);
      }
      options.error = isOn;
    } else if (key === 'skip' || key === 'experimental') {
      options[key] = options[key] === 'all' ? 'all' : parseNames(value);
    } else {
      return invalid(key);
    }
  }
  return right(options);
}

/** Whether a check is among those named. */
export function includesCheck(checks: Checks, name: string): boolean {
  return checks === 'all' || checks.has(name);
}

function splitOptions(text: string): readonly string[] {
  const parts = text.split(';');
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(';')];
}

function parseNames(value: string): Checks {
  return value === 'all' ? 'all' : new Set(value.split(',').map((name) => name.trim()));
}

function invalid(option: string) {
  return wrong(`invalid check option ${quoteGo(option)}`);
}
