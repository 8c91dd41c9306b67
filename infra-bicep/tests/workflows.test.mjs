// The workflows are as actionlint wants them, and what is wrong in one is noticed.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { findings } from '../checks/workflows.mjs';

const folder = resolve(import.meta.dirname, '../../.github/workflows');
const command = resolve(import.meta.dirname, '../checks/workflows.mjs');

function copy(context) {
  const to = mkdtempSync(join(tmpdir(), 'hearth-workflows-'));
  context.after(() => rmSync(to, { recursive: true }));
  cpSync(folder, to, { recursive: true });
  return to;
}

test('the workflows have nothing that actionlint minds', async () => {
  assert.deepEqual(await findings(folder), []);
});

test('no step of the pipeline has a key in its hands', () => {
  const text = readFileSync(join(folder, 'deploy.yml'), 'utf8');
  for (const one of ['secrets.', 'keyvault secret', 'appsettings list', 'listKeys', 'GITHUB_ENV', 'GITHUB_OUTPUT', 'HEARTH_SECRET']) {
    assert.ok(!text.includes(one), `deploy.yml has ${one}`);
  }
});

for (const [file, from, to, words] of [
  ['ci.yml', 'runs-on: ubuntu-24.04', 'runs-on: ubuntu-24.05', /label "ubuntu-24.05" is unknown/],
  ['ci.yml', 'timeout-minutes: 40', 'timeout-minute: 40', /unexpected key "timeout-minute"/],
  ['ci.yml', 'actions/checkout@v4', 'actions/checkout', /ref is missing/],
  ['ci.yml', 'pull_request:', 'pull_requests:', /unknown Webhook event "pull_requests"/],
  ['ci.yml', 'contents: read', 'contents: some', /"some" is invalid/],
  ['ci.yml', 'jobs:\n', 'jobs:\n\t', /is it YAML\?/],
  ['deploy.yml', '${{ vars.AZURE_CLIENT_ID }}', '${{ varz.AZURE_CLIENT_ID }}', /undefined variable "varz"/],
  ['deploy.yml', '${{ vars.AZURE_CLIENT_ID }}', '${{ vars.AZURE_CLIENT_ID', /parsing|got|unexpected/],
  ['deploy.yml', 'tenant-id: ${{ vars.AZURE_TENANT_ID }}', 'tenant-id: ${{ github.tenant }}', /"tenant" is not defined/],
]) {
  test(`noticed in ${file}: ${to.trim()}`, async (context) => {
    const to_ = copy(context);
    const path = join(to_, file);
    const text = readFileSync(path, 'utf8');
    assert.ok(text.includes(from), 'what is to be changed is not there');
    writeFileSync(path, text.replace(from, () => to));
    const found = await findings(to_);
    assert.match(found.join('\n'), words);
    assert.ok(found.every((one) => one.startsWith(`${file}:`)), found.join('\n'));
  });
}

test('the command fails where there is a finding, and where there is no workflow', (context) => {
  const broken = copy(context);
  writeFileSync(join(broken, 'broken.yml'), 'on: push\njobs:\n  a:\n    steps: []\n');
  const run = (at) => spawnSync(process.execPath, [command, at], { encoding: 'utf8' });
  assert.equal(run(folder).status, 0);
  const { status, stdout } = run(broken);
  assert.equal(status, 1);
  assert.match(stdout, /broken\.yml:.*runs-on/);
  const empty = mkdtempSync(join(tmpdir(), 'hearth-workflows-'));
  context.after(() => rmSync(empty, { recursive: true }));
  assert.equal(run(empty).status, 1);
});
