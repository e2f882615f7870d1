/**
 * Sixteen hexadecimal digits for a text: two 32-bit hashes (FNV-1a and one with another prime). For names that need not be proof against
 * somebody who looks for two texts with one hash; what is proof takes long to load.
 */
export function shortHash(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
    other ^= other >>> 13;
  }
  return hex(one) + hex(other);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
