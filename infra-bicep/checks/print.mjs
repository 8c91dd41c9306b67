// For the tests of ./deploy and for other tools, as JSON:
//   node checks/print.mjs parameters [FOLDER]     what main.bicepparam says
//   node checks/print.mjs settings [PLAN]         the app's settings, as if deployed for the first time
//   node checks/print.mjs deployed PARAMETERS     the app's settings as the templates make them
//   node checks/print.mjs setting PARAMETERS      HEARTH_SERVERS as the templates make it
//   node checks/print.mjs sets PARAMETERS         the scale sets as the templates make them
//   node checks/print.mjs cloud-configs FOLDER    writes a cloud-config for each game into the folder
// PARAMETERS is a parameter file as `az bicep build-params` writes it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { declared, deployment } from './deployment.mjs';
import { customData } from './machines.mjs';
import { ofType, world } from './world.mjs';

const folder = resolve(import.meta.dirname, '..');
const [what, file] = process.argv.slice(2);

function made() {
  const { parameters } = JSON.parse(readFileSync(file, 'utf8'));
  return deployment(folder, Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value])));
}

const settingsOf = (found) => found.resources.find((one) => one.name.endsWith('/appsettings')).properties;

function cloudConfigs() {
  const sets = ofType(world(folder).all(), '/virtualMachineScaleSets');
  sets.forEach((set) => writeFileSync(join(file, `${set.name}.yaml`), customData(set)));
  return sets.map((set) => set.name);
}

const PRINTS = {
  'cloud-configs': cloudConfigs,
  deployed: () => settingsOf(made()),
  parameters: () => declared(resolve(file ?? folder, 'main.bicepparam')),
  setting: () => JSON.parse(settingsOf(made()).HEARTH_SERVERS),
  settings: () => settingsOf(world(folder).made(file ? { plan: file } : {})),
  sets: () => made().resources.filter((one) => one.type.endsWith('/virtualMachineScaleSets')).map(({ id, name, sku }) => ({ id, name, sku })),
};

process.stdout.write(`${JSON.stringify(PRINTS[what]())}\n`);
