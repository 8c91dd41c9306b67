// An evening at the console, by hand and eye: node evening.mjs BROWSER ADDRESS [FOLDER FOR PICTURES]
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [executablePath, address, pictures] = process.argv.slice(2);
const NASTY = '<img onerror=alert(1)>';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath, args: flags });
const errors = [];

async function open(options) {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(30000);
  page.on('console', said => said.type() === 'error' && errors.push(said.text()));
  page.on('pageerror', error => errors.push(String(error)));
  await page.goto(address);
  await page.locator('#live:text-is("live")').waitFor();
  return page;
}

async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(one => one.id + ' ' + one.nodes.map(node => node.html)), []);
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
}

try {
  const ada = await open({ viewport: { width: 1200, height: 800 } });
  await ada.fill('#line', '/');
  const commands = (await ada.locator('#commands li').allTextContents()).join('\n');
  for (const word of ['start', 'stop', 'status', 'help']) assert.match(commands, new RegExp(`/server ${word} \\w`));
  await accessible(ada);

  await ada.fill('#line', '/server start');
  await ada.press('#line', 'Enter');
  const choice = ada.locator('#options datalist option[value=valheim]').or(ada.locator('#told', { hasText: 'try again' }));
  await choice.first().waitFor({ state: 'attached' });
  while (await ada.locator('#told', { hasText: 'try again' }).count()) { // a fresh app may be slower than Discord waits
    await ada.locator('#options input').first().fill('val');
    await ada.locator('#options input').first().fill('');
    await ada.locator('#told:not(:has-text("try again"))').waitFor({ state: 'attached' });
  }
  await ada.locator('#options datalist option[value=valheim]').waitFor({ state: 'attached' });
  await ada.locator('#options input').first().fill('valheim');
  await ada.keyboard.press('Enter');
  await ada.locator('.message', { hasText: 'in reply to Ada' }).first().waitFor();
  await ada.locator('.message', { hasText: 'is ready at' }).first().waitFor();

  await ada.fill('#player', NASTY);
  await ada.click('#guest button[value=join]');
  await ada.getByText(`${NASTY} joined`).first().waitFor();
  assert.equal(await ada.locator('img').count(), 0);
  await accessible(ada);
  await ada.getByText(/Ada \/server start server:valheim: answered after \d+ ms, edited after \d+ ms/).waitFor();
  await ada.locator('#machines li', { hasText: 'machine 0 runs' }).waitFor({ state: 'attached' });
  await ada.locator('#state', { hasText: '"phase": "RUNNING"' }).waitFor({ state: 'attached' });
  await ada.locator('#queues li', { hasText: 'commands-poison: 0' }).waitFor({ state: 'attached' });
  await picture(ada, 'evening');
  const folded = ada.locator('details:not([open]) summary');
  while (await folded.count()) await folded.first().click();
  await accessible(ada);
  await picture(ada, 'workings');

  const ben = await open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await ben.selectOption('#who', { label: 'Ben' });
  await ben.getByText(`${NASTY} joined`).first().waitFor();
  await ben.fill('#line', '/server help');
  await ben.press('#line', 'Enter');
  await ben.keyboard.press('Enter');
  await ben.getByText('Only you can see this').first().waitFor();
  assert.equal(await ada.getByText('Only you can see this').count(), 0);
  assert.equal(await ben.evaluate(() => document.documentElement.scrollWidth), 390);
  await accessible(ben);
  await picture(ben, 'phone');

  await ben.selectOption('#who', { label: 'Cleo' });
  await ben.locator('#live:text-is("live")').waitFor();
  await ben.fill('#line', '/server start valheim');
  await ben.press('#line', 'Enter');
  await ben.getByText('Only you can see this').first().waitFor();

  const machine = await ada.locator('#machines li', { hasText: 'runs' }).textContent();
  await ada.getByRole('button', { name: 'kill', exact: true }).click();
  await ada.getByRole('button', { name: 'evict', exact: true }).click();
  await ada.getByText('Azure is taking the machine back').first().waitFor();
  await ada.locator('#machines li', { hasText: 'runs' }).filter({ hasNotText: machine }).waitFor({ state: 'attached', timeout: 90000 });
  await ada.locator('#state', { hasText: '"phase": "RUNNING"' }).waitFor({ state: 'attached' });

  await ada.getByRole('button', { name: 'Stop', exact: true }).first().click();
  await ada.getByText('was saved and stopped').first().waitFor();
  assert.deepEqual(errors, []);
  console.log('local/browser/check: commands, autocomplete, a reply, a button, an answer for one alone, names as text, a stranger, the workings, a host killed, eviction, axe: seen');
} finally {
  await browser.close();
}
