// A file's declarations, and the names that nobody declared.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expression, inner, parsed } from './syntax.mjs';
import { functions } from './functions.mjs';

const read = new Map();

/** The template at a path, read once. Throws where the file cannot be understood. */
export function template(path) {
  if (!read.has(path)) read.set(path, declarations(path));
  return read.get(path);
}

function declarations(path) {
  const { root, errors } = parsed(path);
  if (errors.length) throw new Error(errors.join('\n'));
  const file = { path, symbols: new Map(), imports: [], outputs: [], decorators: new Map(), types: [] };
  let pending = [];
  for (const node of inner(root)) {
    if (node.type === 'decorators') {
      pending = inner(node).map((one) => expression(inner(one)[0]));
      continue;
    }
    try {
      declare(file, node, pending);
    } catch (error) {
      throw new Error(`${path}: ${error.message}`);
    }
    pending = [];
  }
  return file;
}

function declare(file, node, decorators) {
  const kind = node.type.replace(/_declaration$/, '');
  const children = inner(node);
  const name = children[0]?.text;
  const add = (more) => {
    if (file.symbols.has(name)) throw new Error(`${name} is declared twice`);
    file.symbols.set(name, { kind, name, decorators, ...more });
  };
  switch (kind) {
    case 'target_scope_assignment': case 'using_statement': return;
    case 'output': return void file.outputs.push(expression(children.at(-1)));
    case 'import_functionality': return void file.imports.push(imported(file, node, children));
    case 'type': return void file.types.push(name);
    case 'parameter': return add(parameter(children));
    case 'variable': return add({ value: expression(children[1]) });
    case 'user_defined_function':
      return add({ names: inner(children[1]).map((one) => inner(one)[0].text), body: expression(children[3]) });
    case 'resource': {
      const existing = node.children.some((one) => one.text === 'existing');
      return add({ type: textOf(children[1]), existing, body: expression(children[2]) });
    }
    case 'module':
      return add({ path: resolve(dirname(file.path), textOf(children[1])), body: expression(children[2]) });
    default: throw new Error(`${node.type} is not read here`);
  }
}

const textOf = (node) => expression(node).parts.join('');

function parameter([, type, fallback]) {
  const nullable = inner(type)[0]?.type === 'nullable_type';
  const known = fallback ? expression(fallback) : nullable ? { kind: 'value', value: null } : null;
  return { type: type.text, fallback: known };
}

function imported(file, node, children) {
  const path = resolve(dirname(file.path), textOf(children.at(-1)));
  const star = node.children.some((one) => one.text === '*');
  const names = children.slice(0, -1).map((one) => one.text);
  return { path, names: star ? [] : names, as: star ? names[0] : null };
}

/** Names used and declared nowhere, and names declared and used nowhere. */
export function names(file) {
  const builtIn = new Set(Object.keys(functions({})));
  const brought = file.imports.flatMap((one) => one.names);
  const used = new Set();
  const unknown = [];
  const walk = (tree, local) => {
    if (Array.isArray(tree)) return tree.forEach((one) => walk(one, local));
    if (tree === null || typeof tree !== 'object') return;
    if (tree.kind === 'name') {
      used.add(tree.name);
      const known = local.includes(tree.name) || file.symbols.has(tree.name) || brought.includes(tree.name);
      if (!known && !builtIn.has(tree.name)) unknown.push(`${file.path}: ${tree.name} (${tree.at}) is not declared`);
      return;
    }
    const inside = tree.names ? [...local, ...tree.names] : local;
    Object.entries(tree).forEach(([key, one]) => walk(one, key === 'over' ? local : inside));
  };
  walk(file.outputs, []);
  for (const one of file.symbols.values()) {
    walk([one.value, one.fallback, one.existing === undefined && one.kind !== 'module' ? null : one.body], []);
    if (one.kind === 'user_defined_function') walk(one.body, one.names);
  }
  const excused = [...readFileSync(file.path, 'utf8').matchAll(/^#disable-next-line no-unused-params\nparam (\w+)/gm)].map(([, one]) => one);
  const exported = (one) => one.decorators.some((by) => by.callee.name === 'export');
  const idle = [...file.symbols.values()]
    .filter((one) => ['parameter', 'variable', 'user_defined_function'].includes(one.kind))
    .filter((one) => !used.has(one.name) && !exported(one) && !excused.includes(one.name))
    .map((one) => `${file.path}: ${one.name} is never used`);
  const idleImports = brought.filter((one) => !used.has(one)).map((one) => `${file.path}: ${one} is never used`);
  return [...unknown, ...idle, ...idleImports];
}
