// Assertions: scale sets, ports, and what a machine is told.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAND_IN } from './functions.mjs';
import { SECRET_VALUE, nothing, ofType } from './world.mjs';

const LARGEST = 65535;

const SET = {
  orchestrationMode: 'Uniform',
  singlePlacementGroup: false,
  overprovision: false,
  'automaticRepairsPolicy.enabled': false,
  'upgradePolicy.mode': 'Manual',
  'upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade': false,
  'virtualMachineProfile.storageProfile.osDisk.diffDiskSettings.option': 'Local',
  'virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication': true,
};
const SPOT = {
  'spotRestorePolicy.enabled': false,
  'virtualMachineProfile.priority': 'Spot',
  'virtualMachineProfile.evictionPolicy': 'Delete',
  'virtualMachineProfile.billingProfile.maxPrice': -1,
};
const REGULAR = { spotRestorePolicy: null, 'virtualMachineProfile.priority': 'Regular' };

const at = (value, path) => path.split('.').reduce((one, key) => one?.[key], value);
const differing = (who, held, wanted) =>
  Object.entries(wanted)
    .filter(([path, want]) => at(held, path) !== want)
    .map(([path, want]) => `${who}: ${path} is ${JSON.stringify(at(held, path))}, not ${JSON.stringify(want)}`);

function sets({ made }) {
  const found = ofType(made(), '/virtualMachineScaleSets');
  const regular = (set) => set.name.endsWith('-r');
  const zero = found.filter((set) => set.sku.capacity !== 0).map((set) => `${set.name}: a new set holds a machine`);
  return [
    ...found.flatMap((set) => differing(set.name, set.properties, { ...SET, ...(regular(set) ? REGULAR : SPOT) })),
    ...zero,
    ...(found.length === 4 ? [] : [`there are ${found.length} sets for 4 placements`]),
  ];
}

function running({ made }) {
  const sets_ = { 'hearth-valheim-a': { size: 'Standard_F4s_v2', capacity: 1 }, 'hearth-valheim-b': { size: 'Standard_F4s_v2', capacity: 0 } };
  const found = ofType(made({ present: { ...nothing, sets: sets_ } }), '/virtualMachineScaleSets');
  const sku = (name) => JSON.stringify(found.find((set) => set.name === name).sku);
  const wanted = {
    'hearth-valheim-a': '{"name":"Standard_F4s_v2","tier":"Standard","capacity":1}',
    'hearth-valheim-b': '{"name":"Standard_D2ds_v5","tier":"Standard","capacity":0}',
    'hearth-minecraft-a': '{"name":"Standard_D2ads_v5","tier":"Standard","capacity":0}',
  };
  return Object.entries(wanted).filter(([name, want]) => sku(name) !== want).map(([name]) => `${name}: becomes ${sku(name)}`);
}

function ports({ all, at: path }) {
  return ofType(all(), '/networkSecurityGroups').flatMap((group) => {
    const game = group.name.replace(/^hearth-/, '');
    const profile = JSON.parse(readFileSync(path('cloud-init/games', `${game}.json`), 'utf8'));
    const wanted = profile.ports.map((one) => `Allow ${one.port} ${one.protocol} Internet`);
    const rules = group.properties.securityRules.map((one) => one.properties);
    const open = rules.filter((one) => one.direction !== 'Inbound' || one.access !== 'Deny')
      .map((one) => `${one.access} ${one.destinationPortRange} ${one.protocol.toLowerCase()} ${one.sourceAddressPrefix}`);
    const shut = rules.some((one) => one.access === 'Deny' && one.sourceAddressPrefix === 'VirtualNetwork');
    return [
      ...(open.join() === wanted.join() ? [] : [`${game}: open are ${open.join(', ')}, not ${wanted.join(', ')}`]),
      ...(open.some((one) => / 22 /.test(one)) ? [`${game}: port 22 is open`] : []),
      ...(shut ? [] : [`${game}: other servers' machines reach it`]),
    ];
  });
}

function network({ all }) {
  const found = all();
  const nat = found.resources.filter((one) => /natGateways|bastionHosts/.test(one.type)).map((one) => `${one.type} is paid for by the hour`);
  return [...nat, ...ofType(found, '/virtualMachineScaleSets').flatMap((set) => {
    const cards = at(set, 'properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations');
    const group = cards.map((card) => card.properties.networkSecurityGroup?.id.split('/').at(-1)).join();
    const address = cards.every((card) => card.properties.ipConfigurations.every((one) => one.properties.publicIPAddressConfiguration));
    const own = `hearth-${set.tags['hearth:server']}`;
    return [
      ...(group === own ? [] : [`${set.name}: its ports are those of ${group}`]),
      ...(address ? [] : [`${set.name}: no public address, so no way out`]),
    ];
  })];
}

/** Everything that a set's machines are given, in the clear. */
export const customData = (set) => Buffer.from(at(set, 'properties.virtualMachineProfile.osProfile.customData'), 'base64').toString();
const contents = (text) => JSON.parse(text.split('\n').find((line) => line.startsWith('write_files: ')).slice(13));

function told({ all, at: path }) {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-'));
  try {
    return ofType(all(), '/virtualMachineScaleSets').flatMap((set) => {
      const text = customData(set);
      const size = Buffer.byteLength(text);
      const agent = at(set, 'properties.virtualMachineProfile.userData') ?? '';
      if (agent.length > LARGEST) return [`${set.name}: userData has ${agent.length} characters, at most ${LARGEST} are allowed`];
      if (size > LARGEST) return [`${set.name}: customData has ${size} bytes, at most ${LARGEST} are allowed`];
      const files = Object.fromEntries(contents(text).map((one) => [one.path, one.content]));
      const packed = readFileSync(path('cloud-init', 'agent.tar.bz2'), 'base64');
      if (agent + files['/opt/hearth/agent.rest'] !== packed) return [`${set.name}: userData and customData are not the packed agent`];
      writeFileSync(join(folder, 'agent'), files['/etc/hearth/agent.json']);
      writeFileSync(join(folder, 'world'), files['/etc/hearth/world.env']);
      const game = path('cloud-init/games', `${set.tags['hearth:server']}.json`);
      const rendered = python(path('cloud-init/render'), '--agent', join(folder, 'agent'), '--profile', game, '--world', join(folder, 'world'));
      const secret = [SECRET_VALUE, STAND_IN.key].filter((one) => text.includes(one));
      return [
        ...(same(text, rendered) ? [] : [`${set.name}: customData is not what cloud-init/render prints`]),
        ...(secret.length ? [`${set.name}: customData holds a secret`] : []),
      ];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** But for how JSON writes other alphabets. */
function same(a, b) {
  const meant = (one) => (one.path.endsWith('.json') ? { ...one, content: JSON.parse(one.content) } : one);
  const plain = (text) => JSON.stringify(contents(text).map((one) => meant(one)));
  const frame = (text) => text.replace(/^write_files: .*$/m, '');
  return plain(a) === plain(b) && frame(a) === frame(b);
}

const agentOf = (set) => JSON.parse(contents(customData(set)).find((one) => one.path === '/etc/hearth/agent.json').content);

function snapshots({ all, made }) {
  const known = Object.fromEntries(ofType(all(), '/fileServices/shares').map((one) => [one.name, one.module]));
  const secrets = ofType(all(), '/vaults/secrets').map((one) => one.name.split('/')[1]);
  const server = (set) => set.tags['hearth:server'];
  const wrong = ofType(all(), '/virtualMachineScaleSets').flatMap((set) => {
    const { shareServiceUri, share, shareSecret, snapshots: kept } = agentOf(set);
    const account = new URL(shareServiceUri).hostname.split('.')[0];
    const own = contents(customData(set)).find((one) => one.path === '/etc/hearth/world.env').content.includes(`WORLD_ACCOUNT=${account}\n`);
    const fits = own && known[`${account}/default/${share}`] && shareSecret === `world-${server(set)}` && secrets.includes(shareSecret);
    return fits && kept > 0 && kept < 200 ? [] : [`${set.name}: takes no snapshots of its share`];
  });
  const { fleet } = made().parameters;
  const none = made({ fleet: { ...fleet, servers: fleet.servers.map((one) => ({ ...one, agent: { ...one.agent, snapshots: 0 } })) } });
  return [...wrong, ...ofType(none, '/virtualMachineScaleSets').filter((set) => agentOf(set).snapshots !== 0).map((set) => `${set.name}: cannot be told to take none`)];
}

function agents({ all, at: path }) {
  const load = 'import sys\nsys.path.insert(0, sys.argv[1])\nfrom hearth_agent import config\nconfig.load(sys.argv[2])\n';
  const folder = mkdtempSync(join(tmpdir(), 'hearth-'));
  try {
    return ofType(all(), '/virtualMachineScaleSets').flatMap((set) => {
      const text = contents(customData(set)).find((one) => one.path === '/etc/hearth/agent.json').content;
      const config = JSON.parse(text);
      writeFileSync(join(folder, 'agent.json'), text);
      try {
        python('-c', load, path('cloud-init/agent'), join(folder, 'agent.json'));
      } catch (error) {
        return [`${set.name}: the agent refuses its configuration: ${String(error.stderr).trim().split('\n').at(-1)}`];
      }
      return config.clientId === STAND_IN.clientId && config.server === set.tags['hearth:server']
        ? [] : [`${set.name}: the agent is told to be another`];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function listed({ games, at: path }) {
  const read = (file) => readFileSync(path('infra-bicep/modules', file), 'utf8');
  const sources = JSON.parse(readFileSync(path('cloud-init/files.json'), 'utf8')).map((one) => one.source).filter(Boolean);
  return [
    ...games.filter((one) => !read('games.bicep').includes(`/games/${one}.json'`)).map((one) => `modules/games.bicep does not list ${one}`),
    ...sources.filter((one) => !read('cloud-init.bicep').includes(`/cloud-init/${one}'`)).map((one) => `modules/cloud-init.bicep does not list ${one}`),
  ];
}

const python = (...given) => execFileSync('python3', ['-B', ...given], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

export const machines = {
  'sets are Spot, deleted when evicted, and never changed by Azure itself': sets,
  'a running set keeps its size and its machine': running,
  'open are the ports of the game and nothing else, SSH least of all': ports,
  'each machine has its server\'s ports and an address of its own': network,
  'customData is what cloud-init/render prints, userData the agent; small enough, without secrets': told,
  'the agent takes its configuration': agents,
  'the agent takes snapshots of its own world\'s share': snapshots,
  'every game and every file of cloud-init is listed': listed,
};
