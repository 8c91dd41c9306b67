// The value of an expression. Names are looked up in a scope: a function from name to value.

import { functions } from './functions.mjs';

/** Evaluates a tree of syntax.mjs. Throws where a value is used that is not there. */
export function value(tree, scope, place) {
  const of = (one) => value(one, scope, place);
  switch (tree.kind) {
    case 'value': return tree.value;
    case 'paren': return of(tree.inside);
    case 'string': return tree.parts.map((one) => (typeof one === 'string' ? one : spoken(of(one)))).join('');
    case 'array': return tree.elements.map(of);
    case 'object': return object(tree, of);
    case 'name': return scope(tree.name, tree.at);
    case 'member': return member(of(tree.of), tree.name, tree.safe);
    case 'index': return member(of(tree.of), of(tree.at), tree.safe);
    case 'call': return called(tree, of, place, scope);
    case 'lambda': return (...given) => value(tree.body, within(scope, tree.names, given), place);
    case 'for': return over(tree, scope, place).map(([inside]) => value(tree.body, inside, place));
    case 'ternary': return of(tree.test) ? of(tree.yes) : of(tree.no);
    case 'not': return !of(tree.operand);
    case 'binary': return binary(tree, of);
    default: throw new Error(`${tree.kind} has no value`);
  }
}

/** The scopes of a loop's rounds, each with its number. */
export function over(tree, scope, place) {
  return value(tree.over, scope, place).map((one, i) => [within(scope, tree.names, [one, i]), i]);
}

const within = (scope, names, given) => (name, at) =>
  names.includes(name) ? given[names.indexOf(name)] : scope(name, at);

function object(tree, of) {
  const found = {};
  for (const { key, value: held } of tree.properties) {
    const name = typeof key === 'string' ? key : of(key);
    if (Object.hasOwn(found, name)) throw new Error(`${name} stands twice in one object`);
    found[name] = of(held);
  }
  return found;
}

function member(base, name, safe) {
  if (base === null || base === undefined) {
    if (safe) return null;
    throw new Error(`nothing has no ${name}`);
  }
  const found = base[name];
  if (found === undefined) {
    if (safe) return null;
    throw new Error(`there is no ${name}`);
  }
  return typeof found === 'function' ? found.bind(base) : found;
}

function called(tree, of, place, scope) {
  if (tree.callee.kind !== 'name') return of(tree.callee)(...tree.arguments.map(of));
  const own = scope(tree.callee.name, null);
  const built = functions(place)[tree.callee.name];
  if (typeof (own ?? built) !== 'function') throw new Error(`${tree.callee.name} is no function known here`);
  return (own ?? built)(...tree.arguments.map(of));
}

function binary(tree, of) {
  const left = of(tree.left);
  switch (tree.operator) {
    case '??': return left ?? of(tree.right);
    case '&&': return left && of(tree.right);
    case '||': return left || of(tree.right);
    case '==': return left === of(tree.right);
    case '!=': return left !== of(tree.right);
    case '<=': return left <= of(tree.right);
    case '<': return left < of(tree.right);
    case '>=': return left >= of(tree.right);
    case '>': return left > of(tree.right);
    case '+': return left + of(tree.right);
    case '*': return left * of(tree.right);
    case '/': return Math.trunc(left / of(tree.right)); // Bicep knows whole numbers alone
    default: throw new Error(`${tree.operator} is not read here`);
  }
}

function spoken(held) {
  if (held === null || held === undefined || typeof held === 'object') throw new Error('only text goes into text');
  return String(held);
}
