// Each assertion holds for the templates as they are, and notices what is done wrong on purpose.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { assertions } from '../checks/run.mjs';
import { world } from '../checks/world.mjs';
import { mutations } from './mutations.mjs';

const root = resolve(import.meta.dirname, '../..');
const COPIED = ['infra-bicep', 'docs', '.github', 'README.md'];
const TEMPLATES = /\.bicep(param)?$|^modules$/;

/** A copy whose templates may be changed; the rest is linked. */
function copy() {
  const to = mkdtempSync(join(tmpdir(), 'hearth-infra-'));
  mkdirSync(join(to, 'infra-bicep'));
  for (const one of readdirSync(join(root, 'infra-bicep'))) {
    const [from, copied] = [join(root, 'infra-bicep', one), join(to, 'infra-bicep', one)];
    if (TEMPLATES.test(one)) cpSync(from, copied, { recursive: true });
    else symlinkSync(from, copied);
  }
  COPIED.slice(1).forEach((one) => cpSync(join(root, one), join(to, one), { recursive: true }));
  readdirSync(root).filter((one) => !COPIED.includes(one) && one !== '.git')
    .forEach((one) => symlinkSync(join(root, one), join(to, one)));
  return to;
}

test('every assertion has something done wrong for it', () => {
  const without = Object.keys(assertions).filter((name) => !mutations.some(([of]) => of === name));
  const unknown = mutations.map(([of]) => of).filter((of) => !assertions[of]);
  assert.deepEqual({ without, unknown }, { without: [], unknown: [] });
});

for (const [name, file, from, to] of mutations) {
  test(`${name}: notices ${file}: ${from.trim().slice(0, 50)} → ${to.trim().slice(0, 50)}`, (context) => {
    const folder = copy();
    context.after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, file);
    assert.equal(realpathSync(path), join(realpathSync(folder), file), 'a change would reach the project through a link');
    const text = readFileSync(path, 'utf8');
    assert.ok(text.includes(from), 'what is to be changed is not there');
    writeFileSync(path, text.replace(from, () => to));
    const said = assertions[name](world(join(folder, 'infra-bicep')));
    context.diagnostic(said[0] ?? 'nothing');
    assert.notDeepEqual(said, []);
  });
}
