import { markdown, relative } from './markdown.js';

const $ = id => document.getElementById(id);
const SUBCOMMAND = 1, BOOLEAN = 5;
const EPHEMERAL = 64, THINKING = 128;
const FAULTS = ['room=none', 'room=ok', 'discord=429', 'discord=500', 'discord=ok', 'arm=500',
  'arm=429', 'arm=ok', 'twice', 'once', 'late=on', 'late=off', 'storage=off', 'storage=on', 'kill'];

let town = { people: [], servers: [], channels: {}, commands: [] };
let source;
let list = [];
let at = 0;
let chosen;
const states = new Map(); // by server, as last told
const ways = new Map(); // the last commands' steps by interaction
const WAYS = 5;

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

const name = id => town.people.find(one => one.id === id)?.name ?? town.channels[id] ?? id;

async function ask(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ who: $('who').value, ...body }),
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  return answer.json();
}

async function act(path, body, label) {
  $('told').textContent = '';
  try {
    const { told, interaction } = await ask(path, body);
    $('told').textContent = told;
    if (interaction && label) step({ interaction, label });
  } catch (e) {
    $('told').textContent = e.message;
  }
}

// The channel

function embed(one) {
  const box = element('div', { className: 'embed' });
  if (one.title) box.append(element('strong', {}, ...markdown(one.title, name)));
  if (one.description) box.append(element('div', { className: 'text' }, ...markdown(one.description, name)));
  if (one.fields?.length) {
    box.append(element('dl', {}, ...one.fields.flatMap(field => [
      element('dt', {}, ...markdown(field.name, name)),
      element('dd', { className: 'text' }, ...markdown(field.value, name)),
    ])));
  }
  if (one.footer?.text) box.append(element('div', { className: 'only' }, one.footer.text));
  return box;
}

function button(one, message) {
  const text = [one.emoji?.name, one.label].filter(Boolean).join(' ');
  if (one.url) {
    const link = element('a', { rel: 'noreferrer', target: '_blank' }, text);
    if (/^https?:/.test(one.url)) link.href = one.url;
    return link;
  }
  const node = element('button', { type: 'button', disabled: Boolean(one.disabled) }, text);
  node.addEventListener('click', () => act('/press', { message: message.id, button: one.custom_id }, text));
  return node;
}

function show({ message, asker }) {
  const box = $('messages');
  const low = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  const node = element('li', { className: 'message', id: 'm' + message.id });
  const time = new Date(message.timestamp).toLocaleTimeString('en-GB');
  const head = element('div', { className: 'head' }, element('b', {}, 'Hearth'), ` #${name(message.channel_id)} ${time}`);
  if (asker) head.append(` in reply to ${name(asker)}`);
  else if (message.edited_timestamp) head.append(' (edited)');
  node.append(head);
  if (message.flags & THINKING) node.append(element('div', { className: 'thinking' }, 'thinking…'));
  if (message.content) node.append(element('div', { className: 'text' }, ...markdown(message.content, name)));
  node.append(...message.embeds.map(embed));
  for (const row of message.components) {
    const buttons = (row.components ?? []).filter(one => one.type === 2);
    if (buttons.length) node.append(element('div', { className: 'row' }, ...buttons.map(one => button(one, message))));
  }
  for (const file of message.attachments ?? []) node.append(element('div', {}, `📎 ${file.filename ?? 'a file'}`));
  if (message.flags & EPHEMERAL) node.append(element('div', { className: 'only' }, 'Only you can see this'));
  const old = $('m' + message.id);
  if (old) {
    const focus = [...old.querySelectorAll('button')].indexOf(document.activeElement);
    old.replaceWith(node);
    if (focus >= 0) node.querySelectorAll('button')[focus]?.focus();
  } else box.append(node);
  if (low) box.scrollTop = box.scrollHeight;
}

function log({ server, line }) {
  const box = $('log');
  box.append(`[${server}] ${line}\n`);
  while (box.childNodes.length > 300) box.firstChild.remove();
  box.scrollTop = box.scrollHeight;
}

function live(on) {
  $('live').textContent = on ? 'live' : 'NOT LIVE: trying again';
  $('live').className = on ? '' : 'off';
}

function connect() {
  source?.close();
  source = new EventSource('/events?who=' + encodeURIComponent($('who').value));
  source.onerror = () => live(false);
  source.onmessage = event => {
    const told = JSON.parse(event.data);
    if (told.kind === 'begin') { $('messages').replaceChildren(); $('log').replaceChildren(); live(true); }
    else if (told.kind === 'message') show(told);
    else if (told.kind === 'gone') $('m' + told.id)?.remove();
    else if (told.kind === 'log') log(told);
    else if (told.kind === 'step') step(told);
    else if (told.kind === 'state') { states.set(told.server, told); state(); }
    else if (told.kind === 'queues') queues(told);
    else if (told.kind === 'machines') machines(told);
    else if (told.kind === 'storage') $('storage').textContent = told.trouble;
  };
}

// The commands

function allCommands() {
  return town.commands.flatMap(command => (command.options ?? [])
    .filter(sub => sub.type === SUBCOMMAND)
    .map(sub => ({ command: command.name, sub, line: `/${command.name} ${sub.name}` })));
}

function offer() {
  const line = $('line').value.trimEnd();
  list = line.startsWith('/') && !chosen ? allCommands().filter(one => one.line.startsWith(line) || line === '/' || one.line.includes(line.slice(1))) : [];
  at = 0;
  $('commands').replaceChildren(...list.map((one, i) => {
    const item = element('li', { id: 'c' + i }, element('strong', {}, one.line), ' ' + one.sub.description);
    item.setAttribute('role', 'option');
    item.addEventListener('mousedown', event => { event.preventDefault(); choose(one); });
    return item;
  }));
  mark();
}

function mark() {
  $('commands').hidden = list.length === 0;
  $('line').setAttribute('aria-expanded', String(list.length > 0));
  [...$('commands').children].forEach((item, i) => {
    item.setAttribute('aria-selected', String(i === at));
    if (i === at) item.scrollIntoView({ block: 'nearest' });
  });
  if (list.length) $('line').setAttribute('aria-activedescendant', 'c' + at);
  else $('line').removeAttribute('aria-activedescendant');
}

function suggest(input, option) {
  const choices = element('datalist', { id: 'of-' + option.name });
  let asked = 0;
  const update = async () => {
    const mine = ++asked;
    const body = { command: chosen.command, subcommand: chosen.sub.name, option: option.name, value: input.value };
    const told = await ask('/autocomplete', body).catch(e => ({ choices: [], told: e.message }));
    if (mine === asked) {
      $('told').textContent = told.told;
      choices.replaceChildren(...told.choices.map(one => element('option', { value: one.value, label: one.name })));
    }
  };
  input.setAttribute('list', choices.id);
  input.addEventListener('focus', update);
  input.addEventListener('input', update);
  return choices;
}

function field(option) {
  const label = element('label', { title: option.description }, option.name);
  let input;
  if (option.choices || option.type === BOOLEAN) {
    const choices = option.choices ?? [{ name: 'yes', value: 'true' }, { name: 'no', value: 'false' }];
    input = element('select', {}, element('option', { value: '' }, ''),
      ...choices.map(one => element('option', { value: one.value }, one.name)));
  } else {
    input = element('input', { placeholder: option.description });
  }
  input.name = option.name;
  input.required = Boolean(option.required);
  label.append(input);
  if (option.autocomplete) label.append(suggest(input, option));
  return label;
}

function choose(one) {
  chosen = one;
  $('line').value = one.line;
  const cancel = element('button', { type: 'button' }, 'Cancel');
  cancel.addEventListener('click', clear);
  $('options').replaceChildren(...(one.sub.options ?? []).map(field), element('button', {}, 'Send'), cancel);
  $('options').hidden = false;
  offer();
  $('options').querySelector('input, select, button').focus();
}

function clear() {
  chosen = undefined;
  $('line').value = '';
  $('options').hidden = true;
  $('options').replaceChildren();
  offer();
  $('line').focus();
}

// A line typed in full: words without an equals sign belong to the option before.
function typed(line) {
  const [command, subcommand, ...words] = line.slice(1).split(/\s+/);
  const options = {};
  let option = 'server';
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals > 0) option = word.slice(0, equals);
    const value = word.slice(equals + 1);
    options[option] = option in options ? `${options[option]} ${value}` : value;
  }
  return { command, subcommand, options };
}

function send(event) {
  event.preventDefault();
  if (chosen) {
    const fields = [...$('options').querySelectorAll('input, select')].filter(one => one.value !== '');
    const options = Object.fromEntries(fields.map(one => [one.name, one.value]));
    const words = Object.entries(options).map(([key, value]) => `${key}:${value}`);
    act('/command', { command: chosen.command, subcommand: chosen.sub.name, options }, [chosen.line, ...words].join(' '));
    clear();
    return;
  }
  const line = $('line').value.trim();
  if (/^\/\S+\s+\S/.test(line)) {
    act('/command', typed(line), line);
    clear();
  } else if (line) {
    $('told').textContent = 'A command begins with a slash and has a second word, such as /server help.';
  }
}

function keys(event) {
  if (event.key === 'Escape') clear();
  if (!list.length) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    at = (at + (event.key === 'ArrowDown' ? 1 : -1) + list.length) % list.length;
    mark();
  } else if (event.key === 'Tab' && !event.shiftKey || event.key === 'Enter' && !list.some(one => $('line').value.startsWith(one.line + ' '))) {
    event.preventDefault();
    choose(list[at]);
  }
}

// The workings

// The person's words come with the answer to the page's own request, the steps with the events: in either order.
function step({ interaction, label, step, millis, asker }) {
  const way = ways.get(interaction) ?? { steps: [] };
  ways.set(interaction, way);
  if (label) way.label = label;
  if (asker) way.asker = asker;
  if (step) way.steps.push(`${step} after ${millis} ms`);
  while (ways.size > WAYS) ways.delete(ways.keys().next().value);
  $('ways').replaceChildren(...[...ways.values()].reverse().filter(one => one.steps.length).map(one =>
    element('li', {}, `${name(one.asker)} ${one.label ?? ''}: ${one.steps.join(', ')}`)));
}

function state() {
  const shown = states.get($('server').value);
  $('etag').textContent = shown ? shown.etag : 'none yet';
  $('state').textContent = shown ? JSON.stringify(shown.document, null, 1) : '';
}

function queues(told) {
  $('queues').replaceChildren(...told.queues.map(one => element('li', {}, `${one.name}: ${one.messages}`,
    ...one.shown.map(text => element('code', {}, text)))));
}

function machines(told) {
  $('machines').replaceChildren(...told.sets.map(set => element('li', {},
    `${set.name}: capacity ${set.capacity}${set.machines.map(one => `, machine ${one.id} runs (${one.vm})`).join('')}`)));
}

function press(text, line) {
  const node = element('button', { type: 'button' }, text);
  node.addEventListener('click', () => act('/obey', { line: line() }));
  return node;
}

async function begin() {
  town = await (await fetch('/town')).json();
  $('who').replaceChildren(...town.people.map(one => element('option', { value: one.id }, one.name)));
  $('server').replaceChildren(...town.servers.map(one => element('option', { value: one.name }, one.title)));
  $('machine').replaceChildren(...['evict', 'vanish', 'crash'].map(word => press(word, () => `${word} ${$('server').value}`)));
  $('faults').replaceChildren(...FAULTS.map(word => press(word, () => word)));
  $('who').addEventListener('change', connect);
  $('server').addEventListener('change', state);
  $('line').addEventListener('input', () => { if (chosen) { chosen = undefined; $('options').hidden = true; } offer(); });
  $('line').addEventListener('keydown', keys);
  $('line').addEventListener('blur', () => { list = []; mark(); });
  $('composer').addEventListener('submit', send);
  $('guest').addEventListener('submit', event => {
    event.preventDefault();
    const player = $('player').value.trim();
    if (player) act('/guest', { what: event.submitter?.value ?? 'join', server: $('server').value, name: player });
  });
  setInterval(() => document.querySelectorAll('time[data-relative]').forEach(node => {
    node.textContent = relative(Number(node.dataset.relative));
  }), 1000);
  connect();
}

begin();
