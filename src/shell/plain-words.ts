/** Letters and quoted text that a shell leaves as they are. */
const WORD = /(?:[\w@%+=:,./-]|'[^']*'|"[^"\\$`]*")+/g;
const WORDS = new RegExp(`^\\s*${WORD.source}(?:[ \\t]+${WORD.source})*\\s*$`);

/** What a shell does itself, though it looks like any command. */
const BUILTIN =
  /^(?:[.:]|\w+=.*|alias|cd|eval|exec|exit|export|hash|read|set|shift|source|trap|type|ulimit|umask|unset|wait)$/s;

/** In UTF-16 units: nobody would want to read more in a message, and the patterns keep a state for each. */
const LONGEST = 1000;

/**
 * The words of a script that is one command for which no shell is needed, as the exec form would have them; `null` for any
 * other: something in it is expanded, redirected, assigned or left to a built-in command.
 */
export function plainWords(script: string): readonly string[] | null {
  if (script.length > LONGEST || !WORDS.test(script)) return null;
  const words = (script.match(WORD) ?? []).map((word) => word.replace(/(['"])(.*?)\1/gs, '$2'));
  return BUILTIN.test(words[0] ?? '') ? null : words;
}
