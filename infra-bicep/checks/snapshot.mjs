// The evaluation here against Azure's own: node checks/snapshot.mjs [FOLDER]
// `bicep snapshot` evaluates the templates with the engine that deployments use. What only Azure
// knows (an identity's id, an account's key) stays an expression there and is not compared.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { STAND_IN } from './functions.mjs';
import { nothing, world } from './world.mjs';

const run = promisify(execFile);
const UNKNOWN = /^\[.*\b(environment|reference|listKeys|deployer)\(/s;

/** Deployments that differ in what their templates do. */
export function variants(made) {
  const { fleet } = made().parameters;
  const servers = Array.from({ length: 10 }, (_, i) => ({ ...fleet.servers[i % 2], name: `server-${i}` }));
  const sets = { 'hearth-valheim-a': { size: 'Standard_F4s_v2', capacity: 1 } };
  return {
    'the sample': {},
    'ten servers': { fleet: { ...fleet, servers } },
    flex: { plan: 'flex', present: { ...nothing, sites: [] } },
    'a DNS zone, alerts and costs': { dnsZone: 'games.example.org', alertRules: true, emails: ['operator@example.org'], readsCosts: true },
    'a second region, while a game runs': { location: 'eastus', resourceGroupName: 'hearth-us', present: { ...nothing, sets } },
  };
}

const escaped = (text) => text.replace(/[\\']/g, '\\$&').replaceAll('${', '\\${').replaceAll('\n', '\\n');

/** A value as Bicep writes it. */
function literal(value) {
  if (Array.isArray(value)) return `[\n${value.map(literal).join('\n')}\n]`;
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? `'${escaped(value)}'` : String(value);
  return `{\n${Object.entries(value).map(([key, one]) => `'${escaped(key)}': ${literal(one)}`).join('\n')}\n}`;
}

async function azures(folder, place, name, parameters) {
  const file = join(place, `${name.replace(/\W+/g, '-')}.bicepparam`);
  const given = Object.entries(parameters).map(([key, value]) => `param ${key} = ${literal(value)}`);
  writeFileSync(file, [`using '${relative(dirname(file), resolve(folder, 'main.bicep'))}'`, ...given, ''].join('\n'));
  const ids = ['--subscription-id', STAND_IN.subscription, '--tenant-id', STAND_IN.tenant, '--location', parameters.location];
  await run('bicep', ['snapshot', file, '--mode', 'overwrite', ...ids]);
  return JSON.parse(readFileSync(file.replace(/bicepparam$/, 'snapshot.json'), 'utf8')).predictedResources;
}

const COMPARED = ['apiVersion', 'location', 'kind', 'tags', 'sku', 'zones', 'identity', 'properties'];

/** A resource without what is not there. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined).map(([key, one]) => [key, plain(one)]));
}

function differing(ours, theirs, path) {
  if (typeof theirs === 'string' && UNKNOWN.test(theirs)) return ours === undefined ? [`${path}: is missing here`] : [];
  const both = [ours, theirs].every((one) => one !== null && typeof one === 'object');
  if (!both) return isDeepStrictEqual(ours, theirs) ? [] : [`${path}: ${JSON.stringify(ours)} here, ${JSON.stringify(theirs)} in Azure`];
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((key) => differing(ours[key], theirs[key], `${path}.${key}`));
}

/** Properties that Azure adds to the two kinds in our own evaluation are no part of a template. */
const asDeclared = ({ properties, ...one }) => ({ ...one, properties: /userAssignedIdentities$/.test(one.type) ? undefined
  : /components$/.test(one.type) ? { ...properties, ConnectionString: undefined } : properties });
const picked = (one) => plain(Object.fromEntries(COMPARED.map((key) => [key, key === 'properties' ? some(one[key]) : one[key]])));
const some = (value) => (Object.keys(value ?? {}).length ? value : null);
const key = (one) => `${one.type} ${one.id ?? ''}`;

export function compared(ours, theirs) {
  const named = new Map(theirs.filter((one) => !UNKNOWN.test(one.id)).map((one) => [key(one), one]));
  const open = theirs.length - named.size;
  const lonely = ours.filter((one) => !named.has(key(one)));
  const known = new Set(ours.map(key));
  return [
    ...(lonely.length === open ? [] : lonely.map((one) => `${key(one)}: not in Azure's`)),
    ...[...named.keys()].filter((one) => !known.has(one)).map((one) => `${one}: not here`),
    ...ours.filter((one) => named.has(key(one))).flatMap((one) => differing(picked(asDeclared(one)), picked(named.get(key(one))), one.name)),
  ];
}

async function main(folder) {
  const { made } = world(folder);
  const place = mkdtempSync(join(tmpdir(), 'hearth-snapshot-'));
  try {
    const told = await Promise.all(Object.entries(variants(made)).map(async ([name, given]) => {
      const found = made(given);
      const theirs = await azures(folder, place, name, found.parameters);
      return [name, found.resources.length, compared(found.resources, theirs)];
    }));
    for (const [name, count, wrong] of told) {
      console.log(`${wrong.length ? 'WRONG' : 'good '}  ${name}: ${count} resources`);
      wrong.slice(0, 20).forEach((one) => console.log(`         ${one.slice(0, 400)}`));
    }
    process.exitCode = told.some(([, , wrong]) => wrong.length) ? 1 : 0;
  } finally {
    rmSync(place, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) await main(resolve(process.argv[2] ?? resolve(import.meta.dirname, '..')));
