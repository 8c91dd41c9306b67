// Assertions: the templates' own form.

import { readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { parsed } from './syntax.mjs';
import { names, template } from './template.mjs';

const MOST_LINES = 150;

function understood({ files, folder }) {
  return [...files, resolve(folder, 'main.bicepparam')].flatMap((path) => parsed(path).errors);
}

const declared = ({ files }) => files.flatMap((path) => names(template(path)));

function short({ modules, folder }) {
  return modules
    .map((path) => [path, readFileSync(path, 'utf8').split('\n').length - 1])
    .filter(([, lines]) => lines >= MOST_LINES)
    .map(([path, lines]) => `${relative(folder, path)} has ${lines} lines, fewer than ${MOST_LINES} are wanted`);
}

function used({ modules, made, files, folder }) {
  const imported = files.flatMap((path) => template(path).imports.map((one) => one.path));
  const deployed = ['consumption', 'flex'].flatMap((plan) =>
    made({ plan, dnsZone: 'a.example', alertRules: true, emails: ['a@example.org'] }).modules.map((one) => one.path));
  const after = readFileSync(resolve(folder, 'deploying/afterwards.py'), 'utf8');
  const apart = modules.filter((one) => after.includes(`"${basename(one)}"`));
  return modules.filter((one) => !apart.includes(one) && !imported.includes(one) && !deployed.includes(one)).map((one) => `${one} is used by nobody`);
}

/** A module's references are to what it waits for; its parameters do not show that to Bicep. */
function waits({ made }) {
  return ['consumption', 'flex'].flatMap((plan) => {
    const found = made({ plan, alertRules: true, emails: ['a@example.org'] });
    const maker = new Map(found.resources.map((one) => [one.id, one.module]));
    found.resources.filter((one) => one.type.endsWith('/virtualNetworks'))
      .forEach((one) => one.properties.subnets.forEach((subnet) => maker.set(`${one.id}/subnets/${subnet.name}`, one.module)));
    const needs = new Map(found.modules.map((one) => [one.symbol, one.needs]));
    const all = (symbol, seen = new Set()) => {
      (needs.get(symbol) ?? []).forEach((one) => seen.has(one) || (seen.add(one), all(one, seen)));
      return seen;
    };
    return found.references.flatMap((one) => {
      const by = maker.get(one.id);
      if (by === one.module) return [];
      const secret = one.type.endsWith('/vaults/secrets') && (by ?? 'vault') === 'vault' && all(one.module).has('vault');
      return secret || all(one.module).has(by) ? [] : [`${one.module} does not wait for ${by ?? 'whoever makes'} ${one.name}`];
    });
  });
}

/** A preview skips a module whose parameters only Azure can tell, and with it the scale sets. */
function previewable({ folder }) {
  const text = readFileSync(resolve(folder, 'main.bicep'), 'utf8');
  return [...text.matchAll(/\w+\.(outputs|properties)\b.*/g)].map((one) => `main.bicep: ${one[0]} cannot be previewed`);
}

const UNTAGGED = /\/(blob|queue|table|file)Services|\/managementPolicies|\/role(Assignment|Definition)s|\/sites\/|\/budgets|\/vaults\/secrets$/;

function tagged({ made }) {
  const found = made({ dnsZone: 'a.example', alertRules: true, emails: ['a@example.org'] });
  return found.resources.filter((one) => !UNTAGGED.test(one.type)).flatMap((one) => {
    const owner = one.tags?.['hearth:server'];
    const known = ['shared', 'valheim', 'minecraft'].includes(owner) && one.tags['hearth:app'] === 'hearth';
    return known ? [] : [`${one.type} ${one.name}: its tags do not say whose cost it is`];
  });
}

export const form = {
  'every file is understood': understood,
  'every name is declared, and used': declared,
  'modules are short': short,
  'every module is used': used,
  'every module waits for what it refers to': waits,
  'a preview sees every scale set': previewable,
  'everything is tagged with its server': tagged,
};
