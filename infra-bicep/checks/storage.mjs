// Assertions: accounts, secrets, names of queues and tables.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { STAND_IN } from './functions.mjs';
import { APP_SECRETS, GAME_SECRETS, SECRET_VALUE, ofType } from './world.mjs';

const ACCOUNT = {
  allowBlobPublicAccess: false,
  defaultToOAuthAuthentication: true,
  minimumTlsVersion: 'TLS1_2',
  supportsHttpsTrafficOnly: true,
};
/** By the module that makes it: decision 14 of docs/architecture.md. */
const KEYS = { host: { consumption: true, flex: false }, control: false, worlds: true, backups: false };

function accounts({ made }) {
  return ['consumption', 'flex'].flatMap((plan) => ofType(made({ plan }), '/storageAccounts').flatMap((one) => {
    const keys = KEYS[one.module]?.[plan] ?? KEYS[one.module];
    return Object.entries({ ...ACCOUNT, allowSharedKeyAccess: keys })
      .filter(([key, want]) => one.properties[key] !== want)
      .map(([key, want]) => `${one.module} (${plan}): ${key} is ${one.properties[key]}, not ${want}`);
  }));
}

function containers({ made }) {
  const found = ofType(made(), '/blobServices/containers');
  const open = found.filter((one) => one.properties.publicAccess !== 'None').map((one) => `${one.name} is public`);
  const per = ['valheim', 'minecraft'].flatMap((server) => [
    found.some((one) => one.name.endsWith(`/backups-${server}`)) ? [] : [`${server} has no container for backups`],
  ].flat());
  const worlds = ofType(made(), '/storageAccounts').filter((one) => one.module === 'worlds');
  return [...open, ...per, ...(worlds.length === 2 ? [] : ['not one account a world'])];
}

const literal = (text, ...patterns) => patterns.flatMap((one) => [...text.matchAll(one)].map((match) => match[1]));

/** The agent's names of a server's backups: one of an evening, and one from before a newer version of the game. */
function named(server, at) {
  const text = readFileSync(at('cloud-init/agent/hearth_agent/backup.py'), 'utf8');
  const [evening] = literal(text, /strftime\(f"\{self\._server\}([^"]+)"/g);
  const [prefix] = literal(text, /^KEPT = "([^"]+)"/gm);
  const name = `${server}${evening}`;
  return { name, before: `${prefix}1.0.16_${name}` };
}

function aged({ made, at }) {
  const found = made();
  const rules = ofType(found, '/managementPolicies').flatMap((one) => one.properties.policy.rules);
  const backups = ofType(found, '/containers').map((one) => one.name.split('/').at(-1)).filter((one) => one.startsWith('backups-'));
  const ages = (blob) => rules.some(({ enabled, definition: { actions, filters } }) =>
    enabled && actions.baseBlob.delete && actions.version.delete && filters.prefixMatch.some((one) => blob.startsWith(one)));
  return [
    ...(backups.length ? [] : ['there is no container for backups']),
    ...backups.flatMap((one) => {
      const { name, before } = named(one.slice('backups-'.length), at);
      return [
        ...(ages(`${one}/${name}`) ? [] : [`${one}: backups are kept for ever`]),
        ...(ages(`${one}/${before}`) ? [`${one}: what was kept from before a newer version is deleted`] : []),
      ];
    }),
    ...(rules.every(({ definition: { filters: { prefixMatch } } }) => prefixMatch.length <= 10) ? [] : ['a rule has more prefixes than Azure allows']),
  ];
}

function kept({ made }) {
  const found = made();
  const blobs = ofType(found, '/blobServices').find((one) => one.module === 'backups').properties;
  const shares = ofType(found, '/fileServices').map((one) => one.properties.shareDeleteRetentionPolicy);
  return [
    ...(blobs.isVersioningEnabled ? [] : ['overwritten backups are gone']),
    ...(blobs.deleteRetentionPolicy?.enabled ? [] : ['deleted backups are gone']),
    ...(shares.length && shares.every((one) => one?.enabled) ? [] : ['deleted worlds are gone']),
  ];
}

function sources(path) {
  return readdirSync(path).flatMap((one) => {
    const at = join(path, one);
    return statSync(at).isDirectory() ? sources(at) : [readFileSync(at, 'utf8')];
  }).join('\n');
}

/** The queues and tables that the code names; each suffix makes one more queue. */
function inCode(at) {
  const java = sources(at('functions/src/main/java'));
  const agent = sources(at('cloud-init/agent/hearth_agent'));
  const base = literal(java, /queueName = "([a-z-]+)"/g, /call\("([a-z-]+)",/g);
  const suffixes = literal(java, /\bqueue \+ "(-[a-z]+)"/g);
  const perServer = [...new Set([...literal(java, /^\s*"([a-z]+-)" \+ server\.name\(\)/gm), ...literal(agent, /f"([a-z]+-)\{self\.server\}"/g)])];
  const events = literal(agent, /eventsQueue: str = "([a-z-]+)"/g);
  const tables = literal(java, /TABLE = "([a-z]+)"/g);
  return { base: [...new Set([...base, ...events])], suffixes: [...new Set(suffixes)], perServer, tables };
}

function queues({ made, at }) {
  const code = inCode(at);
  const has = (type) => ofType(made(), type).map((one) => one.name.split('/').at(-1)).sort().join(' ');
  const wanted = [
    ...code.base.flatMap((one) => ['', ...code.suffixes].map((suffix) => one + suffix)),
    ...code.perServer.flatMap((one) => ['valheim', 'minecraft'].map((server) => one + server)),
  ].sort().join(' ');
  return [
    ...(has('/queues') === wanted ? [] : [`queues are ${has('/queues')}, the code uses ${wanted}`]),
    ...(has('/tables') === code.tables.sort().join(' ') ? [] : [`tables are ${has('/tables')}, the code uses ${code.tables.join(' ')}`]),
    ...(code.tables.length && code.suffixes.length ? [] : ['no names were found in the code']),
  ];
}

/** Names of resources that may hold a secret's value: a key of the host's account for its share. */
const MAY_HOLD = /\/vaults\/secrets$/;

function secrets({ all }) {
  const found = all();
  const leaks = found.resources.filter((one) => !MAY_HOLD.test(one.type)).flatMap((one) => {
    const copy = structuredClone({ ...one, listKeys: undefined });
    if (one.name.endsWith('/appsettings')) delete copy.properties.WEBSITE_CONTENTAZUREFILECONNECTIONSTRING;
    const text = JSON.stringify(copy);
    return [SECRET_VALUE, STAND_IN.key].some((value) => text.includes(value)) ? [`${one.type} ${one.name} holds a secret`] : [];
  });
  const values = ofType(found, '/vaults/secrets').filter((one) => one.properties.value === SECRET_VALUE);
  const given = APP_SECRETS.length + GAME_SECRETS.length;
  return [...leaks, ...(values.length === given ? [] : [`${values.length} of ${given} given secrets are in the vault`])];
}

function vault({ made }) {
  return ofType(made(), '/vaults').flatMap(({ properties: one }) => [
    ...(one.enableRbacAuthorization === true && !one.accessPolicies ? [] : ['the vault does not go by roles']),
    ...(one.enableSoftDelete === true ? [] : ['a deleted secret is gone']),
  ]);
}

function secure({ files, folder }) {
  const open = [...files.filter((one) => /key-vault|main\.bicep/.test(one))].flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(/((?:@.*\n)*)param (newSecrets|values) /g)]
      .filter(([, decorators]) => !decorators.includes('@secure()'))
      .map(([, , name]) => `${path}: ${name} is not @secure()`);
  });
  const put = /newSecrets/.test(readFileSync(join(folder, 'main.bicepparam'), 'utf8')) ? ['main.bicepparam holds secrets'] : [];
  return [...open, ...put];
}

const NAMES = {
  '/storageAccounts': /^[a-z0-9]{3,24}$/,
  '/vaults': /^[a-z][a-z0-9-]{1,22}[a-z0-9]$/,
  'Web/sites': /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/,
  '/virtualMachineScaleSets': /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/,
  '/queues': /^[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]$/,
  '/containers': /^[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]$/,
};

function namesFit({ made }) {
  const { fleet } = made().parameters;
  const long = { ...fleet.servers[0], name: 'a-server-with-a-name-as-long-as1', placements: [{ ...fleet.servers[0].placements[0], key: 'longest8' }] };
  const found = made({ name: 'abcdefgh', fleet: { ...fleet, servers: [long] } });
  const wrong = Object.entries(NAMES).flatMap(([type, pattern]) => ofType(found, type)
    .filter((one) => !pattern.test(one.name.split('/').at(-1))).map((one) => `${one.name} cannot be the name of a ${type}`));
  const twice = new Set(made().resources.map((one) => one.id)).size === made().resources.length ? [] : ['two resources have one name'];
  const deployments = made().modules.map((one) => one.name).concat(found.modules.map((one) => one.name));
  return [...wrong, ...twice, ...deployments.filter((one) => one.length > 64).map((one) => `${one} is too long for a deployment`)];
}

export const storage = {
  'accounts: TLS 1.2, https, no public blobs, keys only where decision 14 has them': accounts,
  'a world is an account of its own, a server\'s backups a container of their own, none public': containers,
  'what is deleted or overwritten can be had back': kept,
  'backups age out, but for those from before a newer version of the game': aged,
  'queues and tables are those that the code uses': queues,
  'secrets are in the vault and nowhere else': secrets,
  'the vault goes by roles': vault,
  'parameters with secrets are secure, and the parameter file has none': secure,
  'the longest names fit, and none is given twice': namesFit,
};
