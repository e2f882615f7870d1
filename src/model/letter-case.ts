/** Lower case as Go's `strings.ToLower` has it: one character for one, wherever it stands in a word. */
export function lowerCase(text: string): string {
  return text.replace(/\P{ASCII}|[A-Z]+/gu, lowerCharacter);
}

/** Upper case as Go's `strings.ToUpper` has it: a character whose upper case is several, such as `ß`, stays. */
export function upperCase(text: string): string {
  return text.replace(/\P{ASCII}|[a-z]+/gu, upperCharacter);
}

function lowerCharacter(characters: string): string {
  return characters === 'İ' ? 'i' : characters.toLowerCase();
}

function upperCharacter(characters: string): string {
  const upper = characters.toUpperCase();
  return upper.length === characters.length ? upper : characters;
}
