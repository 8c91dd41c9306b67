// Assertions: what the documents, the pipeline and the parameter file name is there.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { declared } from './deployment.mjs';
import { template } from './template.mjs';

/** Those that tell an operator what to fill in. */
const OPERATORS = ['docs/deploy.md', 'docs/runbook.md', 'docs/roles.md', 'docs/watching.md'];
const SOURCES = ['hearth', 'host.json', '.github', 'infra-bicep/main.bicep', 'infra-bicep/modules', 'infra-bicep/deploying', 'infra-bicep/leading', 'functions/src/main', 'setup/src/main', 'local/src/main', 'cloud-init'];
const NOT_SOURCES = /(^|\/)(node_modules|target|__pycache__)(\/|$)|\.xz$/;
const CODES = ['functions/src', 'setup/src', 'local/src'];

const files = (path) => (statSync(path).isDirectory()
  ? readdirSync(path).filter((one) => !NOT_SOURCES.test(one)).flatMap((one) => files(join(path, one))) : [path]);

function documents(at) {
  return ['README.md', ...['docs', 'docs/decisions'].flatMap((folder) => readdirSync(at(folder))
    .filter((one) => one.endsWith('.md')).map((one) => `${folder}/${one}`))]
    .map((name) => ({ name, text: readFileSync(at(name), 'utf8') }));
}

const quoted = (text) => [...text.replace(/^```.*$[^]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(([, one]) => one.replace(/\s+/g, ' '));
const blocks = (text) => [...text.matchAll(/^```\w*\n([^]*?)^```$/gm)].flatMap(([, one]) => one.split('\n'));

/** The names that main.bicepparam can set: parameters, and those inside them. */
function sayable(folder, at) {
  const words = (path) => readFileSync(path, 'utf8').match(/\b[a-z]\w*(?=\??:)/g);
  const contract = JSON.stringify(JSON.parse(readFileSync(at('contracts/servers.schema.json'), 'utf8')));
  return new Set([...parameters(folder), ...words(join(folder, 'types.bicep')), ...[...contract.matchAll(/"(\w+)":\{/g)].map(([, one]) => one)]);
}

const parameters = (folder) => [...template(join(folder, 'main.bicep')).symbols.values()].filter((one) => one.kind === 'parameter').map((one) => one.name);

function namedParameters({ folder, at }) {
  const known = sayable(folder, at);
  const inFile = Object.keys(declared(join(folder, 'main.bicepparam'))).filter((one) => !parameters(folder).includes(one));
  const named = (name) => {
    const text = readFileSync(at(name), 'utf8');
    const given = [...text.matchAll(/--parameters ((?:\w+=\S+ ?)+)/g)].flatMap(([, all]) => all.match(/\w+(?==)/g));
    const camel = name.endsWith('.md') ? quoted(text).filter((one) => /^[a-z]+([A-Z][a-z]+)+$/.test(one)) : [];
    return [...given, ...camel].filter((one) => !known.has(one) && !functionNames(at).includes(one)).map((one) => `${name}: the templates have no ${one}`);
  };
  return [...inFile.map((one) => `main.bicepparam: the templates have no ${one}`), ...[...OPERATORS, '.github/workflows/deploy.yml'].flatMap(named)];
}

const functionNames = (at) => CODES.flatMap((one) => files(at(one))).filter((one) => one.endsWith('.java'))
  .flatMap((one) => [...readFileSync(one, 'utf8').matchAll(/@FunctionName\("(\w+)"\)/g)].map(([, name]) => name));

/** Resources that a command of the runbook names outright are made by the templates. */
function namedResources({ at, made }) {
  const there = made().resources.map((one) => one.name);
  return [...readFileSync(at('docs/runbook.md'), 'utf8').matchAll(/--(?:app|vault-name|account-name) ([a-z][\w-]*)/g)]
    .map(([, one]) => one).filter((one) => !there.includes(one)).map((one) => `docs/runbook.md: no ${one} is made`);
}

function pipelineVariables({ at }) {
  const used = new Set([...readFileSync(at('.github/workflows/deploy.yml'), 'utf8').matchAll(/\bvars\.(\w+)/g)].map(([, one]) => one));
  const row = readFileSync(at('docs/deploy.md'), 'utf8').split('\n').find((line) => line.startsWith('| a pipeline |')) ?? '';
  const said = new Set(row.match(/[A-Z]+(_[A-Z]+)+/g));
  return [
    ...[...used].filter((one) => !said.has(one)).map((one) => `docs/deploy.md does not say that the pipeline wants ${one}`),
    ...[...said].filter((one) => !used.has(one)).map((one) => `deploy.yml does not use ${one}`),
  ];
}

function environment({ at }) {
  const source = SOURCES.flatMap((one) => files(at(one))).map((one) => readFileSync(one, 'utf8')).join('\n');
  const there = (name) => (name.startsWith('HEARTH_SECRET_')
    ? source.includes(name.slice('HEARTH_SECRET_'.length).toLowerCase().replaceAll('_', '-'))
    : new RegExp(`\\b${name}\\b`).test(source));
  return documents(at).flatMap(({ name, text }) => [...new Set(text.match(/\b(HEARTH|DISCORD|AZURE)(_[A-Z]+)+\b/g))]
    .filter((one) => !there(one)).map((one) => `${name}: nothing reads ${one}`));
}

/** {command: where its options are told} */
const COMMANDS = {
  profile: ['cloud-init/agent/hearth_agent/__main__.py'],
  local: ['local/src/main'], demo: ['local/src/main'], chaos: ['local/src/main'], register: ['setup/src/main'], doctor: ['setup/src/main'],
  kept: ['setup/src/main'],
  up: ['infra-bicep/leading'], down: ['infra-bicep/leading'], release: ['infra-bicep/leading'],
  bench: ['bench/money', 'bench/scale/src', 'bench/measure/src'],
};

function commands({ at }) {
  const script = readFileSync(at('hearth'), 'utf8');
  const labels = new Set([...script.matchAll(/^ {2,4}([\w-]+(?: \| [\w-]+)*)\)(?= |$)/gm)].flatMap(([, all]) => all.split(' | ')));
  return documents(at).flatMap(({ name, text }) => [...quoted(text), ...blocks(text)]
    .flatMap((line) => [...line.matchAll(/(?:^|\s)\.\/hearth ([a-z]+)((?: [^\s|;&>]+)*)/g)])
    .flatMap(([, command, rest]) => {
      const words = rest.trim().split(' ');
      const unknown = [command, ...(command === 'bench' ? words.slice(0, 1) : [])].filter((one) => /^[a-z]+$/.test(one) && !labels.has(one));
      const told = (COMMANDS[command] ?? []).flatMap((one) => files(at(one))).map((one) => readFileSync(one, 'utf8')).join('\n');
      const options = words.filter((one) => /^--\w/.test(one) && !['--help', ...(told.match(/--[\w-]+/g) ?? [])].includes(one) && !told.includes(`"${one.slice(2)}"`));
      return [...unknown, ...options].map((one) => `${name}: ./hearth ${command}${one === command ? '' : ` ${one}`} is not there`);
    }));
}

const EXAMPLES = ['cloud-init/games', 'contracts/examples', 'local/src/main/resources', 'local.settings.sample.json', 'infra-bicep/main.bicepparam'];

/** Azure's naming: a d among the small letters is a disk of the machine's own, where its system can live. */
function sizes({ at }) {
  return EXAMPLES.flatMap((one) => files(at(one))).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/Standard_[A-Z]+\d+([a-z]*)_v\d+/g)]
    .filter(([, features]) => !features.includes('d')).map(([size]) => `${file}: ${size} has no disk of its own`));
}

/** A machine has one price in all examples, by size and priority; another of them would be a lie. */
function prices({ at }) {
  const said = EXAMPLES.flatMap((one) => files(at(one))).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\{[^{}]*\}/g)].flatMap(([text]) => {
    const word = (name) => text.match(new RegExp(`\\b${name}"?:\\s*["']?([\\w.]+)`))?.[1];
    return word('pricePerHour') ? [{ file, what: `${word('size')} ${word('priority') ?? 'Spot'}`, price: Number(word('pricePerHour')) }] : [];
  }));
  const first = new Map(said.map((one) => [one.what, one]).reverse());
  return said.filter((one) => one.price !== first.get(one.what).price)
    .map((one) => `${one.file}: ${one.what} is ${one.price} an hour, elsewhere ${first.get(one.what).price}`);
}

const MADE = /(^|\/)target\/|^(run|vm-1)\//;

/** Every path that a document names, relative to the project or to the document. */
function paths({ at }) {
  const top = readdirSync(at('.'));
  const code = CODES.flatMap((one) => files(at(one)));
  return documents(at).flatMap(({ name, text }) => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, one]) => one.split('#')[0]).filter((one) => one && !/^https?:/.test(one));
    const words = [...quoted(text), ...blocks(text)].flatMap((line) => line.split(/[\s"'=(),;]+/)).map((one) => one.replace(/^\.\/(?=\w)/, ''));
    const named = words.filter((one) => one.includes('/') && top.includes(one.split('/')[0]) && !MADE.test(one));
    const classes = words.filter((one) => /^([a-z]+\/)+[A-Z]\w+$/.test(one));
    return [
      ...links.filter((one) => !existsSync(join(dirname(at(name)), one))),
      ...named.filter((one) => !matches(at, one)),
      ...classes.filter((one) => !code.some((file) => file.endsWith(`/${one}.java`))),
    ].map((one) => `${name}: ${one} is not there`);
  });
}

/** A name in angle brackets and a star stand for anything within one folder. */
function matches(at, path) {
  const [head, ...rest] = path.replace(/\/$/, '').split(/(?<=\/)(?=[^/]*[*<…])/);
  if (!rest.length) return existsSync(at(head));
  const like = new RegExp(`^${rest[0].split('/')[0].replace(/<[^>]+>|\*|…/g, '\0').replace(/[.+]/g, '\\$&').replaceAll('\0', '.*')}$`);
  return existsSync(at(head)) && readdirSync(at(head)).some((one) => like.test(one));
}

/** Discord's reference: so many refused calls in ten minutes, and an address is shut out. */
const BANNED_AT = 10_000;

/** Each process counts for itself; all that there can be stay below a quarter of the limit. */
function refusedCalls({ at, folder }) {
  const each = Number(readFileSync(at('functions/src/main/java/hearth/discord/chat/Patience.java'), 'utf8').match(/int MOST = (\d+);/)[1]);
  return [...readFileSync(join(folder, 'main.bicep'), 'utf8').matchAll(/\bmostInstances: (\d+)/g)].map(([, one]) => Number(one))
    .filter((most) => each * most > BANNED_AT / 4)
    .map((most) => `main.bicep: ${most} processes may have ${each * most} calls refused in ten minutes, Discord's limit is ${BANNED_AT}`);
}

export const names = {
  'every parameter that is named is one of the templates': namedParameters,
  'every resource that the runbook names outright is made': namedResources,
  'the pipeline wants the variables that docs/deploy.md lists': pipelineVariables,
  'every variable that the documents name is read by something': environment,
  'every command of ./hearth that the documents name is there': commands,
  'every size that an example names has a disk for its system': sizes,
  'a machine has one price in every example': prices,
  'all processes together stay far below the refused calls that Discord allows': refusedCalls,
  'every file that the documents name is there': paths,
};
