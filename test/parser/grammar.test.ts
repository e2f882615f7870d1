import { describe, expect, it } from 'vitest';
import { DockerfileGrammar } from '../../src/parser/grammar.ts';

describe('the grammar', () => {
  it('has no ambiguity, no left recursion and no rule without an end', () => {
    // Chevrotain throws for each of them; users are spared these checks.
    expect(() => new DockerfileGrammar(false)).not.toThrow();
  });
});
