// Assertions: the function app and its settings; logs, budget, alerts.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Refused } from './functions.mjs';
import { BUDGET, nothing, ofType } from './world.mjs';

/** The settings that Azure needs beside Hearth's own. */
const AZURES = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'AzureWebJobsStorage__accountName', 'AzureWebJobsStorage__clientId', 'AzureWebJobsStorage__credential'];
const OF_PLAN = {
  consumption: ['FUNCTIONS_EXTENSION_VERSION', 'FUNCTIONS_WORKER_RUNTIME', 'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING', 'WEBSITE_CONTENTSHARE', 'WEBSITE_RUN_FROM_PACKAGE'],
  flex: [],
};
const OF_SAMPLE = ['AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME'];
const PLANS = ['consumption', 'flex'];

/** {setting: secret?} of the settings class. */
function settingsClass(at) {
  const java = readFileSync(at('functions/src/main/java/hearth/app/settings/Settings.java'), 'utf8');
  const found = [...java.matchAll(/^ {4}[A-Z_]+\("(\w+)", (?:true|false), (true|false), /gm)];
  if (!found.length) throw new Error('no settings were found in Settings.java');
  return Object.fromEntries(found.map(([, name, secret]) => [name, secret === 'true']));
}

const settings = (found) => ofType(found, '/sites/config').find((one) => one.name.endsWith('/appsettings')).properties;
const listed = (names) => [...names].sort().join(' ');
const differ = (who, held, wanted) => {
  const more = held.filter((one) => !wanted.includes(one));
  const less = wanted.filter((one) => !held.includes(one));
  return [...more.map((one) => `${who}: ${one} is one too many`), ...less.map((one) => `${who}: ${one} is missing`)];
};

function keys({ made, at }) {
  const known = settingsClass(at);
  const sample = JSON.parse(readFileSync(at('local.settings.sample.json'), 'utf8')).Values;
  return [
    ...PLANS.flatMap((plan) => differ(plan, Object.keys(settings(made({ plan }))), [...Object.keys(known), ...AZURES, ...OF_PLAN[plan]])),
    ...differ('local.settings.sample.json', Object.keys(sample), [...Object.keys(known), ...OF_SAMPLE]),
  ];
}

function secretSettings({ made, at }) {
  const secret = Object.entries(settingsClass(at)).filter(([, is]) => is).map(([name]) => name);
  const with_ = settings(made());
  const without = settings(made({ present: { ...nothing, secrets: [] } }));
  return secret.flatMap((name) => [
    ...(/^@Microsoft\.KeyVault\(VaultName=[a-z0-9-]+;SecretName=[a-z-]+\)$/.test(with_[name]) ? [] : [`${name} does not refer to the vault`]),
    ...(without[name] === '' ? [] : [`${name} refers to a secret that is not there`]),
  ]);
}

const VALIDATE = [
  'import json, sys', 'sys.path.insert(0, sys.argv[1])', 'from hearth_agent.schema import errors',
  'print("\\n".join(errors(json.loads(sys.argv[3]), json.load(open(sys.argv[2])))))',
].join('\n');

/** The fields that the contract knows and main.bicepparam could not set. */
function unsaid(made, at) {
  const { $defs: defs, properties } = JSON.parse(readFileSync(at('contracts/servers.schema.json'), 'utf8'));
  const { fleet } = made().parameters;
  const types = readFileSync(at('infra-bicep/types.bicep'), 'utf8');
  const server = Object.fromEntries(Object.keys(defs.fleetServer.properties).map((key) => [key, fleet.servers[0][key] ?? {}]));
  const whole = { ...Object.fromEntries(Object.keys(properties).map((key) => [key, []])), servers: [server] };
  const said = JSON.parse(settings(made({ fleet: whole })).HEARTH_SERVERS);
  const lost = [...Object.keys(properties).filter((key) => !(key in said)), ...Object.keys(server).filter((key) => !(key in said.servers[0]))];
  const untyped = Object.keys(server).filter((key) => !new RegExp(`^  ${key}: `, 'm').test(types));
  return [...lost.map((key) => `${key} does not reach HEARTH_SERVERS`), ...untyped.map((key) => `types.bicep has no ${key}`)];
}

function fleetSetting({ made, at }) {
  const text = settings(made()).HEARTH_SERVERS;
  const wrong = execFileSync('python3', ['-B', '-c', VALIDATE, at('cloud-init/agent'), at('contracts/servers.schema.json'), text], { encoding: 'utf8' });
  const sets = JSON.parse(text).servers.flatMap((one) => one.placements.map((placement) => placement.scaleSet));
  const there = ofType(made(), '/virtualMachineScaleSets').map((one) => one.name);
  return [
    ...unsaid(made, at),
    ...wrong.trim().split('\n').filter(Boolean).map((one) => `HEARTH_SERVERS: ${one}`),
    ...(listed(sets) === listed(there) ? [] : [`HEARTH_SERVERS names ${listed(sets)}, made are ${listed(there)}`]),
  ];
}

const SITE = { httpsOnly: true };
const CONFIG = { ftpsState: 'Disabled', minTlsVersion: '1.2', scmMinTlsVersion: '1.2' };

function site({ made }) {
  return PLANS.flatMap((plan) => {
    const found = made({ plan });
    const { properties } = ofType(found, 'Web/sites')[0];
    const wrong = (held, wanted) => Object.entries(wanted).filter(([key, want]) => held[key] !== want).map(([key]) => `${plan}: ${key} is ${held[key]}`);
    const passwords = ofType(found, '/basicPublishingCredentialsPolicies').filter((one) => one.properties.allow === false);
    const sku = ofType(found, '/serverfarms')[0].sku.name;
    return [
      ...wrong(properties, SITE), ...wrong(properties.siteConfig, CONFIG),
      ...(passwords.map((one) => one.name.split('/')[1]).sort().join() === 'ftp,scm' ? [] : [`${plan}: publishing passwords work`]),
      ...(sku === { consumption: 'Y1', flex: 'FC1' }[plan] ? [] : [`${plan}: the plan is ${sku}`]),
    ];
  });
}

function runtime({ made }) {
  const windows = ofType(made(), 'Web/sites')[0];
  const { functionAppConfig: flex } = ofType(made({ plan: 'flex' }), 'Web/sites')[0].properties;
  const ready = JSON.stringify(flex.scaleAndConcurrency.alwaysReady);
  return [
    ...(windows.kind === 'functionapp' && windows.properties.siteConfig.javaVersion === '21' ? [] : ['consumption is not Java 21 on Windows']),
    ...(windows.properties.dailyMemoryTimeQuota > 0 ? [] : ['a flood costs without end']),
    ...(flex.runtime.name === 'java' && flex.runtime.version === '21' ? [] : ['flex is not Java 21']),
    ...(ready === '[{"name":"http","instanceCount":1}]' ? [] : [`flex keeps ${ready} ready`]),
  ];
}

function watching({ all, made, budget: apart }) {
  const cap = ofType(all(), '/workspaces')[0].properties.workspaceCapping?.dailyQuotaGb;
  const budget = ofType(apart(), '/budgets')[0].properties;
  const rules = ofType(all(), '/scheduledQueryRules');
  return [
    ...(cap > 0 && cap <= 1 ? [] : ['logs have no daily cap']),
    ...(budget.timePeriod.startDate === BUDGET.startDate && Object.keys(budget.notifications).length === 3 ? [] : ['the budget tells nobody, or begins anew']),
    ...(rules.length && rules.every((one) => one.properties.actions.actionGroups.length === 1) ? [] : ['alert rules tell nobody']),
    ...(ofType(all(), '/budgets').length ? ['a budget that Azure refuses would fail the deployment'] : []),
    ...(ofType(made(), '/scheduledQueryRules').length === 0 ? [] : ['alert rules are not by choice']),
  ];
}

function refused(world, given, words) {
  try {
    world.made(given);
  } catch (error) {
    const fine = words.every((one) => error.message.includes(one));
    return fine && (error instanceof Refused || /the parameter /.test(error.message)) ? [] : [`says: ${error.message}`];
  }
  return [`${words[0]} is not refused`];
}

function messages(world) {
  const { fleet } = world.made().parameters;
  const [first] = fleet.servers;
  const many = Array.from({ length: 200 }, (_, i) => ({ ...first, name: `server-${i}` }));
  return [
    ...refused(world, { present: null }, ['present', 'infra-bicep/deploy']),
    ...refused(world, { fleet: { servers: [{ ...first, game: 'chess' }] } }, ['chess', first.name]),
    ...refused(world, { fleet: { servers: many } }, ['HEARTH_SERVERS', '32767']),
    ...refused(world, { discordPublicKey: 'abc' }, ['discordPublicKey']),
    ...refused(world, { plan: 'premium' }, ['plan', 'flex']),
  ];
}

export const app = {
  'settings are those of the settings class, of the sample, and what Azure needs': keys,
  'secret settings refer to the vault, or are empty where it has none': secretSettings,
  'the fleet setting keeps its contract and names the sets': fleetSetting,
  'the app: HTTPS, TLS 1.2, no FTP, no publishing passwords, the plan that was asked for': site,
  'the app runs Java 21, with a daily quota, or one instance always ready': runtime,
  'logs have a cap, the budget tells somebody, alert rules are by choice': watching,
  'what is missing or wrong is refused by name': messages,
};
