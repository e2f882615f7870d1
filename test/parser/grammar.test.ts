import { describe, expect, it } from 'vitest';
import { DockerfileGrammar } from '../../src/parser/grammar.ts';
import { createLexer } from '../../src/parser/lexer.ts';

// Chevrotain throws for what is wrong with them; users are spared these checks.
describe('the grammar', () => {
  it('has no ambiguity, no left recursion and no rule without an end', () => {
    expect(() => new DockerfileGrammar(false)).not.toThrow();
  });
});

describe('the lexer', () => {
  it('has no invalid, unreachable or empty pattern and no unknown mode', () => {
    expect(() => createLexer(false)).not.toThrow();
  });
});
