// The result of a deployment: every resource of every module, with its values.

import { resolve } from 'node:path';
import { STAND_IN } from './functions.mjs';
import { template } from './template.mjs';
import { over, value } from './values.mjs';

/**
 * Evaluates the templates of a folder with the parameters of its main.bicepparam, overridden by
 * those given. Answers {resources, references, modules, parameters}.
 */
export function deployment(folder, given) {
  const parameters = { ...declared(resolve(folder, 'main.bicepparam')), ...given };
  const found = { resources: [], references: [], modules: [], parameters };
  run(resolve(folder, 'main.bicep'), parameters, { group: null, module: 'main' }, found);
  return found;
}

/** The same of one template that is deployed by itself into a resource group. */
export function alone(path, parameters) {
  const found = { resources: [], references: [], modules: [], parameters };
  run(path, parameters, { group: identifier('Microsoft.Resources/resourceGroups', 'hearth'), module: 'main' }, found);
  return found;
}

/** The values of a parameter file. */
export function declared(path) {
  const file = template(path);
  const place = { file: path };
  const scope = (name) => {
    const symbol = file.symbols.get(name);
    return symbol && value(symbol.value, scope, place);
  };
  return Object.fromEntries([...file.symbols.keys()].map((name) => [name, scope(name)]));
}

function run(path, given, context, found) {
  const file = template(path);
  const place = { file: path, group: context.group };
  const scope = names(file, given, place, found);
  checkParameters(file, given, scope, place);
  for (const symbol of file.symbols.values()) {
    if (symbol.kind === 'variable') scope(symbol.name);
    if (symbol.kind === 'resource') {
      for (const one of [scope(symbol.name)].flat()) {
        if (one.deployed) (symbol.existing ? found.references : found.resources).push({ ...one, module: context.module });
      }
    }
  }
  for (const symbol of file.symbols.values()) {
    if (symbol.kind === 'module') modules(symbol, scope, place, context, found);
  }
}

function modules(symbol, scope, place, context, found) {
  for (const [body, inside, deployed] of rounds(symbol.body, scope, place)) {
    if (!deployed) continue;
    const part = (key) => body.properties.find((one) => one.key === key)?.value;
    const needs = (part('dependsOn')?.elements ?? []).map((one) => one.name);
    const group = value(part('scope'), inside, place).id;
    const name = value(part('name'), inside, place);
    const given = part('params') ? value(part('params'), inside, place) : {};
    found.modules.push({ symbol: symbol.name, name, needs, path: symbol.path, given });
    try {
      run(symbol.path, given, { group, module: symbol.name }, found);
    } catch (error) {
      error.message = `module ${name}: ${error.message}`;
      throw error;
    }
  }
}

/** A body's rounds: one, or one for each element of its loop; with whether it is deployed at all. */
function rounds(body, scope, place) {
  const of = (tree, inside) => (tree.kind === 'if'
    ? [tree.body, inside, Boolean(value(tree.test, inside, place))] : [tree, inside, true]);
  return body.kind === 'for' ? over(body, scope, place).map(([inside]) => of(body.body, inside)) : [of(body, scope)];
}

function names(file, given, place, found) {
  const known = new Map();
  const brought = new Map();
  for (const one of file.imports) {
    const from = template(one.path);
    const theirs = names(from, {}, { ...place, file: one.path }, found);
    one.names.forEach((name) => brought.set(name, () => theirs(name)));
  }
  const scope = (name, at) => {
    if (brought.has(name)) return brought.get(name)();
    const symbol = file.symbols.get(name);
    if (!symbol) {
      if (at) throw new Error(`${name} (${at}) is not declared`);
      return undefined;
    }
    if (!known.has(name)) known.set(name, meaning(symbol, scope, given, place));
    return known.get(name);
  };
  return scope;
}

function meaning(symbol, scope, given, place) {
  switch (symbol.kind) {
    case 'parameter':
      if (Object.hasOwn(given, symbol.name)) return given[symbol.name];
      if (!symbol.fallback) throw new Error(`the parameter ${symbol.name} is missing`);
      return value(symbol.fallback, scope, place);
    case 'variable': return value(symbol.value, scope, place);
    case 'user_defined_function':
      return (...all) => value(symbol.body, (name, at) => {
        const i = symbol.names.indexOf(name);
        return i >= 0 ? all[i] : scope(name, at);
      }, place);
    case 'resource': {
      const all = rounds(symbol.body, scope, place).map(([body, inside, deployed]) =>
        resource(symbol, body, inside, place, deployed));
      return symbol.body.kind === 'for' ? all : all[0];
    }
    default: return symbol;
  }
}

function resource(symbol, body, scope, place, deployed) {
  const [type, apiVersion] = symbol.type.split('@');
  const part = (key) => body.properties.find((one) => one.key === key)?.value;
  const parent = part('parent') && value(part('parent'), scope, place);
  const short = value(part('name'), scope, place);
  const name = parent ? `${parent.name}/${short}` : short;
  const target = part('scope') && value(part('scope'), scope, place);
  const id = identifier(type, name, target?.id ?? place.group);
  const rest = body.properties.filter((one) => !['parent', 'scope', 'dependsOn'].includes(one.key));
  const told = deployed ? value({ ...body, properties: rest }, scope, place) : {};
  const properties = { ...later(type, name), ...told.properties };
  return {
    ...told, type, apiVersion, name, id, symbol: symbol.name, scope: target?.id ?? null, deployed, properties,
    listKeys: () => ({ keys: [{ value: STAND_IN.key }] }),
  };
}

/** The properties that Azure adds to a resource. */
function later(type, name) {
  if (type.endsWith('/userAssignedIdentities')) return { clientId: STAND_IN.clientId, principalId: `principal of ${name}` };
  return type.endsWith('/components') ? { ConnectionString: `connection of ${name}` } : {};
}

function identifier(type, name, base) {
  if (type === 'Microsoft.Resources/resourceGroups') return `/subscriptions/${STAND_IN.subscription}/resourceGroups/${name}`;
  const [provider, ...kinds] = type.split('/');
  const each = name.split('/');
  if (kinds.length !== each.length) throw new Error(`${name} is no name of a ${type}`);
  return `${base}/providers/${provider}/${kinds.map((kind, i) => `${kind}/${each[i]}`).join('/')}`;
}

const RULES = {
  minLength: (held, least) => held.length >= least || `must have at least ${least}`,
  maxLength: (held, most) => held.length <= most || `must have at most ${most}`,
  minValue: (held, least) => held >= least || `must be at least ${least}`,
  maxValue: (held, most) => held <= most || `must be at most ${most}`,
  allowed: (held, all) => all.includes(held) || `must be one of ${all.join(', ')}`,
};
const TYPES = { string: 'string', int: 'number', bool: 'boolean', object: 'object' };

function checkParameters(file, given, scope, place) {
  const all = [...file.symbols.values()].filter((one) => one.kind === 'parameter');
  const unknown = Object.keys(given).filter((name) => !all.some((one) => one.name === name));
  if (unknown.length) throw new Error(`the parameter ${unknown[0]} is not known to ${file.path}`);
  for (const one of all) {
    const held = scope(one.name);
    const wanted = TYPES[one.type];
    const array = one.type.endsWith('[]');
    if ((wanted && typeof held !== wanted) || (array && !Array.isArray(held))) {
      throw new Error(`the parameter ${one.name} must be ${one.type}`);
    }
    for (const { callee, arguments: limits } of one.decorators) {
      const rule = RULES[callee.name];
      const verdict = rule ? rule(held, value(limits[0], () => undefined, place)) : true;
      if (verdict !== true) throw new Error(`the parameter ${one.name} ${verdict}`);
    }
  }
}

