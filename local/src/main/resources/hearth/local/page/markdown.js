// Discord's markdown as far as the app writes it. Everything is made of text nodes: nothing that
// somebody is called, or says, becomes markup.

const PARTS = /<t:(-?\d+)(?::([tTdDfFR]))?>|```(?:\w+\n)?([\s\S]+?)```|`([^`]+)`|\*\*([\s\S]+?)\*\*|__([\s\S]+?)__|~~([\s\S]+?)~~|<@&?(\d+)>|<#(\d+)>|\\([^\w\s])/g;

const STYLES = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS = [[31536000, 'year'], [2592000, 'month'], [86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];

/** How far a time is from now, in words. */
export function relative(seconds, now = Date.now() / 1000) {
  const away = seconds - now;
  const [size, unit] = UNITS.find(([size]) => Math.abs(away) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(away / size), unit);
}

function time(seconds, style) {
  const node = document.createElement('time');
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return document.createTextNode(String(seconds));
  node.dateTime = date.toISOString();
  if (style === 'R') node.dataset.relative = seconds;
  node.textContent = style === 'R' ? relative(seconds) : new Intl.DateTimeFormat('en-GB', STYLES[style ?? 'f']).format(date);
  node.title = date.toString();
  return node;
}

function wrapped(tag, children) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}

/** The nodes that a text of Discord's is read as; names answers what a mention's id is called. */
export function markdown(text, names = () => '?') {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(PARTS)) {
    if (found.index > end) nodes.push(text.slice(end, found.index));
    end = found.index + found[0].length;
    const [, at, style, block, code, bold, underlined, struck, person, channel, escaped] = found;
    if (at !== undefined) nodes.push(time(Number(at), style));
    else if (block !== undefined) nodes.push(wrapped('code', [block]));
    else if (code !== undefined) nodes.push(wrapped('code', [code]));
    else if (bold !== undefined) nodes.push(wrapped('strong', markdown(bold, names)));
    else if (underlined !== undefined) nodes.push(wrapped('u', markdown(underlined, names)));
    else if (struck !== undefined) nodes.push(wrapped('s', markdown(struck, names)));
    else if (person !== undefined) nodes.push('@' + names(person));
    else if (channel !== undefined) nodes.push('#' + names(channel));
    else nodes.push(escaped);
  }
  if (end < text.length) nodes.push(text.slice(end));
  return nodes;
}
