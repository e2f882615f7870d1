import { describe, expect, it } from 'vitest';
import { renderSchema } from '../../scripts/config-schema.ts';
import { configKeys, overrideKeys } from '../../src/lint/config/read-config.ts';
import { idsOf } from '../../src/lint/config/rule-index.ts';
import { rules } from '../../src/rules/index.ts';

const schema = JSON.parse(renderSchema(rules));

/** What a reference such as `#/definitions/level` leads to. */
function follow(reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => new Map(Object.entries(value ?? {})).get(key), schema);
}

describe('the schema of the configuration', () => {
  it('has the keys that are read', () => {
    expect(Object.keys(schema.properties)).toEqual(configKeys);
    expect(Object.keys(schema.definitions.override.properties)).toEqual(overrideKeys);
  });

  it('knows each rule by each of its names', () => {
    const known = Object.keys(schema.definitions.rules.properties);
    expect(known.toSorted()).toEqual(rules.flatMap(idsOf).toSorted());
  });

  it('has options where a rule has them', () => {
    const { properties } = schema.definitions.rules;
    const [, options] = properties['untrusted-registry'].anyOf[1].items;
    expect(Object.keys(options.properties)).toEqual(['trusted-registries']);
    expect(properties['latest-tag'].anyOf[1]).toMatchObject({ minItems: 1, maxItems: 1 });
  });

  it('refers to nothing that is not there', () => {
    const references = JSON.stringify(schema).match(/(?<="\$ref":")[^"]+/g) ?? [];
    expect(references.length).toBeGreaterThan(rules.length);
    expect(references.filter((reference) => follow(reference) === undefined)).toEqual([]);
  });
});
