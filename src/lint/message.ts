/** The texts of a rule's findings, by id; `{{name}}` is filled in. */
export type Messages = Readonly<Record<string, string>>;

/** The names of a message's placeholders. */
export type Placeholder<Message extends string> = Message extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The values that a message needs: an argument only where it has placeholders. */
export type Values<Message extends string> = [Placeholder<Message>] extends [never]
  ? readonly []
  : readonly [Readonly<Record<Placeholder<Message>, string | number>>];

/** What stands in a Dockerfile can be long and hold anything; a message is one line. */
const LONGEST = 80;

/** What most values are: words with single blanks between them, and none around them. */
const PLAIN = /^\S+(?: \S+)*$/;

/** Fills in the placeholders of a message; `verbatim` leaves the values whole, for those who compare it. */
export function formatMessage(
  message: string,
  values: Readonly<Record<string, string | number>>,
  verbatim = false,
): string {
  return message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return verbatim ? value : shorten(value);
  });
}

function shorten(value: string): string {
  if (value.length <= LONGEST && PLAIN.test(value)) return value;
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).toWellFormed()}…` : line;
}
