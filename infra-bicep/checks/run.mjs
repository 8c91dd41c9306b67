// Runs every assertion on a folder of templates; exits 1 where one does not hold.

import { resolve } from 'node:path';
import { app } from './app.mjs';
import { form } from './form.mjs';
import { machines } from './machines.mjs';
import { names } from './names.mjs';
import { rights } from './rights.mjs';
import { storage } from './storage.mjs';
import { world } from './world.mjs';

export const assertions = { ...form, ...machines, ...storage, ...app, ...rights, ...names };

/** Each assertion's problems by its name. */
export function problems(folder) {
  const templates = world(folder);
  return Object.entries(assertions).map(([name, test]) => {
    try {
      return [name, test(templates)];
    } catch (error) {
      return [name, [String(error.stderr || error.message).trim()]];
    }
  });
}

if (process.argv[1] === import.meta.filename) {
  const found = problems(resolve(process.argv[2] ?? resolve(import.meta.dirname, '..')));
  for (const [name, wrong] of found) {
    console.log(`${wrong.length ? 'WRONG' : 'good '}  ${name}`);
    wrong.forEach((one) => console.log(`         ${one}`));
  }
  process.exitCode = found.some(([, wrong]) => wrong.length) ? 1 : 0;
}
