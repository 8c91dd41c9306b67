// Prints JSON for the tests of ./deploy:
//   node checks/print.mjs parameters [FOLDER]     what main.bicepparam says
//   node checks/print.mjs setting PARAMETERS      HEARTH_SERVERS as the templates make it
//   node checks/print.mjs sets PARAMETERS         the scale sets as the templates make them
// PARAMETERS is a parameter file as `az bicep build-params` writes it.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { declared, deployment } from './deployment.mjs';

const folder = resolve(import.meta.dirname, '..');
const [what, file] = process.argv.slice(2);

function made() {
  const { parameters } = JSON.parse(readFileSync(file, 'utf8'));
  return deployment(folder, Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value])));
}

const PRINTS = {
  parameters: () => declared(resolve(file ?? folder, 'main.bicepparam')),
  setting: () => JSON.parse(made().resources.find((one) => one.name.endsWith('/appsettings')).properties.HEARTH_SERVERS),
  sets: () => made().resources.filter((one) => one.type.endsWith('/virtualMachineScaleSets')).map(({ id, name, sku }) => ({ id, name, sku })),
};

process.stdout.write(JSON.stringify(PRINTS[what]()));
