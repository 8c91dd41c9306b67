// The deployments that the assertions look at.

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { alone, deployment } from './deployment.mjs';

export const SECRET_VALUE = 'a-secret-of-this-test';
export const APP_SECRETS = ['discord-bot-token', 'hearth-master-secret', 'dns-token', 'game-passwords'];

/** As if nothing were there yet. */
export const nothing = {
  publicKey: `ssh-rsa ${'A'.repeat(64)}`,
  sets: {},
  secrets: APP_SECRETS,
  accelerated: ['Standard_D2ads_v5'],
  sites: [],
};

/** The amount that ./deploy gives the budget. */
export const BUDGET = { appName: 'hearth', amount: 20, startDate: '2026-01-01T00:00:00Z', emails: [] };

/** The templates of a folder, and what stands beside it. */
export function world(folder) {
  const root = resolve(folder, '..');
  const at = (...path) => resolve(root, ...path);
  const cache = new Map();
  const made = (given = {}) => {
    const key = JSON.stringify(given);
    if (!cache.has(key)) cache.set(key, deployment(folder, { present: nothing, ...given }));
    return cache.get(key);
  };
  const modules = readdirSync(resolve(folder, 'modules')).map((one) => resolve(folder, 'modules', one));
  const files = [resolve(folder, 'main.bicep'), resolve(folder, 'types.bicep'), ...modules];
  const games = readdirSync(at('cloud-init/games')).filter((one) => one.endsWith('.json')).map((one) => one.replace(/\.json$/, ''));
  const budget = () => alone(resolve(folder, 'modules/budget.bicep'), BUDGET);
  return { folder, root, at, made, budget, modules, files, games, all: () => everything(made, games) };
}

/** A server for every game there is, with all that is optional switched on. */
function everything(made, games) {
  const first = made().parameters.fleet;
  const servers = games.map((game) => ({
    name: game,
    game,
    guild: '1',
    channel: '2',
    port: 2456,
    placements: [{ key: 'a', size: 'Standard_D2ads_v5', disk: 'ResourceDisk' }],
  }));
  return made({
    fleet: { ...first, servers },
    present: { ...nothing, secrets: [...APP_SECRETS, ...GAME_SECRETS] },
    newSecretNames: [...APP_SECRETS, ...GAME_SECRETS],
    newSecrets: Object.fromEntries([...APP_SECRETS, ...GAME_SECRETS].map((one) => [one, SECRET_VALUE])),
    readsCosts: true,
    dnsZone: 'games.example.org',
    alertRules: true,
    emails: ['operator@example.org'],
  });
}

/** Those that the profiles name. */
export const GAME_SECRETS = [
  'enshrouded-password', 'minecraft-java-management', 'minecraft-java-rcon', 'palworld-admin',
  'palworld-password', 'project-zomboid-admin', 'project-zomboid-password', 'project-zomboid-rcon',
  'v-rising-password', 'v-rising-rcon', 'valheim-crossplay-password', 'valheim-password',
];

/** Resources of one type, by the end of its name. */
export const ofType = (found, type) => found.resources.filter((one) => one.type.endsWith(type));
