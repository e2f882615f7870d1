// The other side of `bench/lint.js`: `node bench/validate.js FILE...` prints as JSON what dockerfile-utils finds.
import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';

for (const name of process.argv.slice(2)) {
  console.log(JSON.stringify({ name, findings: validate(readFileSync(name, 'utf8')) }));
}
