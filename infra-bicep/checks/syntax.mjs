// A template's text as a tree. The grammar has four weaknesses, which are met here: it knows no
// `param x = …` of parameter files, it lets `.name` bind looser than operators, it takes two
// things side by side for two elements of an array, and it takes the blanks before a `${…}` for
// part of it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

/** The file's tree; `errors` lists each place that the grammar does not know. */
export function parsed(path) {
  const text = readFileSync(path, 'utf8');
  const known = path.endsWith('.bicepparam') ? text.replace(/^param (\w+) =/gm, 'var $1 =') : text;
  const root = parser.parse(known).rootNode;
  const errors = [];
  const walk = (node) => {
    if (node.isError || node.isMissing) errors.push(`${path}:${node.startPosition.row + 1}: not understood`);
    node.children.forEach(walk);
  };
  if (root.hasError) walk(root);
  return { root, errors };
}

/** The node's children that are neither punctuation nor comments. */
export const inner = (node) => node.namedChildren.filter((one) => !/comment$/.test(one.type));

/** An expression as {kind, …}, with postfixes moved to the operand that they belong to. */
export function expression(node) {
  const reader = READERS[node.type];
  if (!reader) throw new Error(`${where(node)}: ${node.type} is not read here: ${node.text.slice(0, 60)}`);
  return reader(node);
}

export const where = (node) => `line ${node.startPosition.row + 1}`;

const POSTFIX_GOES = { binary: 'right', ternary: 'no', lambda: 'body', not: 'operand' };

function postfix(base, wrap) {
  const side = POSTFIX_GOES[base.kind];
  return side ? { ...base, [side]: postfix(base[side], wrap) } : wrap(base);
}

function binary(node) {
  const [left, right] = inner(node).map(expression);
  for (const one of [left, right]) {
    if (one.kind === 'binary' || one.kind === 'ternary') throw new Error(`${where(node)}: needs parentheses`);
  }
  return { kind: 'binary', operator: node.child(1).text, left, right };
}

function elements(node) {
  const found = inner(node);
  found.slice(1).forEach((one, i) => {
    const before = found[i];
    const comma = one.previousSibling?.type === ',';
    if (!comma && before.endPosition.row === one.startPosition.row) {
      throw new Error(`${where(one)}: the grammar splits ${before.text}${one.text}; give it a name`);
    }
  });
  return { kind: 'array', elements: found.map(expression) };
}

function parts(node) {
  const found = inner(node).flatMap((one) => {
    if (one.type === 'interpolation') return [one.text.slice(0, one.text.indexOf('${')), expression(inner(one)[0])];
    return one.type === 'escape_sequence' ? unescaped(one.text) : one.text;
  });
  return { kind: 'string', parts: found.filter((one) => one !== '') };
}

const ESCAPES = { n: '\n', r: '\r', t: '\t' };
const unescaped = (text) => ESCAPES[text[1]] ?? text.slice(1);

function object(node) {
  const properties = inner(node).filter((one) => one.type === 'object_property').map((one) => {
    const [key, value] = inner(one);
    return { key: key.type === 'string' ? parts(key) : key.text, value: expression(value) };
  });
  return { kind: 'object', properties };
}

function call(node) {
  const [callee, given] = inner(node);
  const arguments_ = inner(given).map(expression);
  return postfix(expression(callee), (base) => ({ kind: 'call', callee: base, arguments: arguments_ }));
}

function lambda(node) {
  const [head, body] = inner(node);
  const names = head.type === 'identifier' ? [head.text] : inner(head).map((one) => one.text);
  return { kind: 'lambda', names, body: expression(body) };
}

function loop(node) {
  const [head, over, body] = inner(node);
  const names = head.type === 'identifier' ? [head.text] : inner(head).map((one) => one.text);
  return { kind: 'for', names, over: expression(over), body: expression(body) };
}

const READERS = {
  array: elements,
  binary_expression: binary,
  boolean: (node) => ({ kind: 'value', value: node.text === 'true' }),
  call_expression: call,
  for_statement: loop,
  identifier: (node) => ({ kind: 'name', name: node.text, at: where(node) }),
  if_statement: (node) => ({ kind: 'if', test: expression(inner(node)[0]), body: expression(inner(node)[1]) }),
  lambda_expression: lambda,
  member_expression: (node) => {
    const [base, name] = inner(node);
    const safe = node.children.some((one) => one.type === '.?');
    return postfix(expression(base), (of) => ({ kind: 'member', of, name: name.text, safe }));
  },
  null: () => ({ kind: 'value', value: null }),
  number: (node) => ({ kind: 'value', value: Number(node.text) }),
  object,
  parenthesized_expression: (node) => ({ kind: 'paren', inside: expression(inner(node)[0]) }),
  string: parts,
  subscript_expression: (node) => {
    const [base, index] = inner(node);
    const safe = node.children.some((one) => one.type === '?');
    const at = expression(index);
    return postfix(expression(base), (of) => ({ kind: 'index', of, at, safe }));
  },
  ternary_expression: (node) => {
    const [test, yes, no] = inner(node).map(expression);
    return { kind: 'ternary', test, yes, no };
  },
  unary_expression: (node) => ({ kind: 'not', operand: expression(inner(node)[0]) }),
};
