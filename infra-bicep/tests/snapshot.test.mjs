// The comparison with Azure's own evaluation notices what differs, and lets pass what only Azure knows.

import assert from 'node:assert/strict';
import test from 'node:test';
import { guid, uniqueString } from '../checks/hashes.mjs';
import { compared, variants } from '../checks/snapshot.mjs';
import { world } from '../checks/world.mjs';
import { resolve } from 'node:path';

const one = { type: 'A/b', id: '/b/1', name: '1', apiVersion: '2025-01-01', properties: { a: 1, none: null, at: 'x' } };
const as = (change) => [{ ...one, properties: { a: 1, at: 'x', ...change } }];

for (const [said, theirs, count] of [
  ['the same is the same, and nothing is nothing', as({}), 0],
  ['another value', as({ a: 2 }), 1],
  ['a property more', as({ b: 1 }), 1],
  ['a property less', as({ a: undefined }), 1],
  ["what only Azure knows", as({ at: "[reference('/x').clientId]" }), 0],
  ['an expression that it should have evaluated', as({ at: "[format('{0}', 'y')]" }), 1],
  ['another version', [{ ...one, apiVersion: '2020-01-01' }], 1],
  ['a resource less', [], 1],
  ['a resource more', [...as({}), { ...one, id: '/b/2' }], 1],
]) {
  test(said, () => assert.equal(compared([one], theirs).length, count));
}

test('the hashes are those of the engine', () => {
  // As `bicep snapshot` 0.49.2 made them.
  assert.equal(uniqueString('00000000-0000-0000-0000-0000000000aa', 'hearth'), 'n3taoz56vpavg');
  assert.equal(guid('/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/hearth', 'hearth-app'), 'ba8ef103-8cd0-58bd-8554-25645e5b3595');
});

test('the variants differ from each other', () => {
  const { made } = world(resolve(import.meta.dirname, '..'));
  const texts = Object.values(variants(made)).map((given) => JSON.stringify(made(given).resources));
  assert.equal(new Set(texts).size, texts.length);
});
