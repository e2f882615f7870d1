/** The longest value that is kept, in UTF-16 units: Linux passes none that is longer, and values that double with each line would fill the memory. */
const LONGEST = 131_072;

/** The variables of a stage. What it does not set itself comes from the stage it is based on. */
export class Environment {
  readonly #parent: Environment | null;
  readonly #values = new Map<string, string>();
  readonly #declared = new Set<string>();

  constructor(parent: Environment | null = null) {
    this.#parent = parent;
  }

  /** The value of a variable; `undefined` where it is not set. */
  get(name: string): string | undefined {
    let environment: Environment | null = this;
    while (environment !== null) {
      const value = environment.#values.get(name);
      if (value !== undefined) return value;
      environment = environment.#parent;
    }
    return undefined;
  }

  set(name: string, value: string): void {
    this.#values.set(name, value.length > LONGEST ? value.slice(0, LONGEST) : value);
  }

  /** The names of all variables that are set. */
  names(): ReadonlySet<string> {
    return this.#collect(({ values }) => values);
  }

  /** The names that ARGs declare, here or in a stage below. */
  declared(): ReadonlySet<string> {
    return this.#collect(({ declared }) => declared);
  }

  /** Notes an ARG, which need not have a value. */
  declare(name: string): void {
    this.#declared.add(name);
  }

  /** Whether an ARG here or in a stage below declares the name. */
  isDeclared(name: string): boolean {
    let environment: Environment | null = this;
    while (environment !== null) {
      if (environment.#declared.has(name)) return true;
      environment = environment.#parent;
    }
    return false;
  }

  #collect(namesOf: (own: { values: Iterable<string>; declared: Iterable<string> }) => Iterable<string>) {
    const names = new Set<string>();
    let environment: Environment | null = this;
    while (environment !== null) {
      const own = { values: environment.#values.keys(), declared: environment.#declared };
      for (const name of namesOf(own)) names.add(name);
      environment = environment.#parent;
    }
    return names;
  }
}
