// The functions of Bicep that the templates call. What only Azure knows has a recognisable stand-in.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { guid, uniqueString } from './hashes.mjs';

/** Stand-ins for what only a deployment knows. */
export const STAND_IN = {
  subscription: '00000000-0000-0000-0000-0000000000aa',
  tenant: '00000000-0000-0000-0000-0000000000bb',
  clientId: '00000000-0000-0000-0000-0000000000cc',
  deployer: '00000000-0000-0000-0000-0000000000dd',
  key: 'the-account-key',
};

/** A `fail()` in a template: a message for whoever deploys. */
export class Refused extends Error {}

const merged = (a, b) => {
  if (Array.isArray(a)) return [...a, ...b.filter((one) => !a.some((has) => same(has, one)))];
  const out = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const both = isObject(out[key]) && isObject(value);
    out[key] = both ? merged(out[key], value) : value;
  }
  return out;
};
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** By name; `place` says in which file and resource group the call stands. */
export const functions = (place) => ({
  any: (value) => value,
  base64: (value) => Buffer.from(value).toString('base64'),
  concat: (...all) => (Array.isArray(all[0]) ? all.flat() : all.join('')),
  contains: (where, what) =>
    isObject(where) ? Object.hasOwn(where, what) && where[what] !== undefined : where.includes(what),
  empty: (value) => value === null || value === undefined || Object.keys(Object(value)).length === 0,
  environment: () => ({ suffixes: { storage: 'core.windows.net', keyvaultDns: '.vault.azure.net' } }),
  fail: (message) => { throw new Refused(message); },
  deployer: () => ({ objectId: STAND_IN.deployer }),
  filter: (values, test) => values.filter((one, i) => test(one, i)),
  flatten: (values) => values.flat(),
  guid,
  items: (value) => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => ({ key, value: of })),
  json: (value) => JSON.parse(value),
  length: (value) => (isObject(value) ? Object.keys(value).length : value.length),
  loadFileAsBase64: (path) => readFileSync(resolve(dirname(place.file), path)).toString('base64'),
  loadJsonContent: (path) => JSON.parse(readFileSync(resolve(dirname(place.file), path), 'utf8')),
  loadTextContent: (path) => readFileSync(resolve(dirname(place.file), path), 'utf8'),
  map: (values, change) => values.map((one, i) => change(one, i)),
  range: (first, count) => Array.from({ length: count }, (_, i) => first + i),
  replace: (value, old, fresh) => value.replaceAll(old, () => fresh),
  resourceGroup: () => ({ id: place.group, name: place.group?.split('/').at(-1) }),
  skip: (value, count) => value.slice(count),
  startsWith: (value, beginning) => value.toLowerCase().startsWith(beginning.toLowerCase()),
  string: text,
  subscription: () => ({ subscriptionId: STAND_IN.subscription, tenantId: STAND_IN.tenant }),
  subscriptionResourceId: (type, name) => `/subscriptions/${STAND_IN.subscription}/providers/${type}/${name}`,
  take: (value, count) => value.slice(0, count),
  toObject: (values, key, of = (one) => one) => Object.fromEntries(values.map((one) => [key(one), of(one)])),
  union: (...all) => all.reduce(merged),
  uniqueString,
});
