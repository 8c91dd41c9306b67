// Assertions: who may do what, against the tables of docs/roles.md.

import { readFileSync } from 'node:fs';
import { STAND_IN } from './functions.mjs';
import { APP_SECRETS, ofType } from './world.mjs';

const rows = (text) => text.split('\n').filter((line) => /^\| /.test(line)).map((line) => line.split('|').slice(1, -1).map((one) => one.trim()));
const GAME_SECRETS = 'vault/(secrets of its game)';

/** The documented assignments as 'who role scope'. */
function documented(text) {
  return rows(text).filter(([who]) => ['app', 'server', 'deployer'].includes(who)).map(([who, name, role, scope]) => {
    const guid = role.match(/`([0-9a-f-]{36})`/)?.[1];
    return `${who} ${guid ?? name} ${scope.replaceAll('`', '')}`;
  });
}

const NAMES = [
  [/\/providers\/Microsoft\.Storage\/storageAccounts\/hearthcontrol\w+/, 'control'],
  [/\/providers\/Microsoft\.Storage\/storageAccounts\/hearthhost\w+/, 'host'],
  [/\/providers\/Microsoft\.Storage\/storageAccounts\/hearthbackup\w+/, 'backups'],
  [/\/providers\/Microsoft\.Storage\/storageAccounts\/hearthw[a-z2-7]{12}/, 'world'],
  [/\/providers\/Microsoft\.KeyVault\/vaults\/[\w-]+(\/secrets)?/, 'vault'],
  [/\/(queue|table|blob)Services\/default/, ''],
];

function scopeOf({ scope }, server, gameSecrets) {
  const group = scope.split('/').slice(0, 5).join('/');
  if (scope === group) return 'the resource group';
  const named = NAMES.reduce((text, [pattern, name]) => text.replace(pattern, name), scope.slice(group.length));
  if (gameSecrets.some((one) => named === `vault/${one}`)) return GAME_SECRETS;
  return server ? named.replace(new RegExp(`-${server}$`), '-<server>') : named;
}

function assigned(found) {
  const custom = new Map(ofType(found, '/roleDefinitions').map((one) => [one.name, one.properties.roleName.replace(/ \(.*/, '')]));
  const gameSecrets = (found.parameters.newSecretNames ?? []).filter((one) => !APP_SECRETS.includes(one));
  return ofType(found, '/roleAssignments').map((one) => {
    const who = one.properties.principalId.replace(/^principal of hearth-/, '');
    const id = one.properties.roleDefinitionId.split('/').at(-1);
    const role = custom.get(id) ?? id;
    const kind = { app: 'app', [STAND_IN.deployer]: 'deployer' }[who];
    return `${kind ?? 'server'} ${role} ${scopeOf(one, kind ? null : who, gameSecrets)}`;
  });
}

const doc = (at) => readFileSync(at('docs/roles.md'), 'utf8');
const differences = (held, wanted, where, elsewhere) => [
  ...held.filter((one) => !wanted.includes(one)).map((one) => `${where}: ${one} is not in ${elsewhere}`),
  ...wanted.filter((one) => !held.includes(one)).map((one) => `${elsewhere}: ${one} is not in ${where}`),
];

function assignments({ all, at }) {
  const found = [...new Set(assigned(all()))];
  return differences(found, documented(doc(at)), 'the templates', 'docs/roles.md');
}

function perServer({ all, games }) {
  const found = ofType(all(), '/roleAssignments');
  return games.flatMap((game) => found
    .filter((one) => one.properties.principalId === `principal of hearth-${game}`)
    .filter((one) => !one.scope.endsWith('/game-events'))
    .filter((one) => games.some((other) => other !== game && one.scope.endsWith(`-${other}`) && !one.scope.endsWith(`-${game}`)))
    .map((one) => `${game} has a right on ${one.scope}`));
}

function ownWorld({ all, games }) {
  const found = all();
  const owner = new Map(ofType(found, '/storageAccounts').filter((one) => one.module === 'worlds').map((one) => [one.name, one.tags['hearth:server']]));
  return ofType(found, '/roleAssignments').flatMap((one) => {
    const account = one.scope.match(/storageAccounts\/(hearthw[a-z2-7]{12})/)?.[1];
    const who = one.properties.principalId.replace('principal of hearth-', '');
    return account && owner.get(account) !== who ? [`${who} has a right on the world of ${owner.get(account)}`] : [];
  }).concat(owner.size === games.length ? [] : ['not every world has an owner']);
}

/** A machine too many in the set in use: a capacity would leave it to Azure which of them goes. */
const oneMachine = 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/delete';

function actions({ all, at }) {
  const wanted = [...doc(at).matchAll(/^\| `(Microsoft\.[\w./]+)` \|/gm)].map((one) => one[1]);
  const held = ofType(all(), '/roleDefinitions').flatMap(({ properties: one }) => {
    const [rights] = one.permissions;
    return [...rights.actions, ...rights.dataActions];
  });
  return [
    ...differences(held, wanted, 'the custom roles', 'docs/roles.md'),
    ...held.filter((one) => one.includes('*')).map((one) => `${one}: a wildcard`),
    ...held
      .filter((one) => /\/delete(\/|$)/.test(one) && one !== oneMachine)
      .map((one) => `${one}: nothing is deleted but a machine`),
  ];
}

function narrow({ made, all }) {
  const costs = (found) => assigned(found).some((one) => one.includes('72fafb9e-0641-4937-9268-a91bfd8191a3'));
  const dns = (found) => ofType(found, '/roleDefinitions').some((one) => JSON.stringify(one).includes('dnsZones'));
  const wide = ofType(all(), '/roleAssignments').filter((one) => !one.scope?.includes('/resourceGroups/')).map((one) => `${one.name} holds for the subscription`);
  const scopes = ofType(all(), '/roleDefinitions').filter((one) => one.properties.assignableScopes.some((scope) => !/\/resourceGroups\/[^/]+$/.test(scope)));
  return [
    ...wide,
    ...scopes.map((one) => `${one.properties.roleName} can be given outside the resource group`),
    ...(costs(made()) || !costs(all()) ? ['reading costs is not by choice'] : []),
    ...(dns(made()) || !dns(all()) ? ['writing DNS is not by choice'] : []),
  ];
}

export const rights = {
  'role assignments are those of docs/roles.md': assignments,
  'no server has a right on another\'s queue, container or secret': perServer,
  'a world is its own server\'s': ownWorld,
  'custom roles list their actions one by one, as docs/roles.md does': actions,
  'no right reaches beyond the resource group, and what is by choice is': narrow,
};
