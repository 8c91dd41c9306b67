// The hashes that templates make names of, as Azure's own engine computes them: `uniqueString` is a
// MurmurHash of 64 bits as thirteen letters, `guid` a UUID of version 5. Known by their results: the
// comparison with `bicep snapshot` fails where one differs.

import { createHash } from 'node:crypto';

const NAMESPACE = '11fb06fb712d4ddd98c7e71bbd588830';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const [C1, C2, C3, C4] = [0x239b961b, 0xab0e9789, 0x561ccd1b, 0x0bcaa747];

const turned = (value, by) => (value << by) | (value >>> (32 - by));
const first = (word) => Math.imul(turned(Math.imul(word, C1), 15), C2);
const second = (word) => Math.imul(turned(Math.imul(word, C2), 17), C1);

function finished(value) {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

/** Thirteen letters for a text. */
export function uniqueString(...parts) {
  const text = Buffer.from(parts.join('-'));
  const whole = text.length - (text.length % 8);
  const data = Buffer.concat([text, Buffer.alloc(8)]);
  let [low, high] = [0, 0];
  for (let at = 0; at < whole; at += 8) {
    low = (Math.imul((turned(low ^ first(data.readInt32LE(at)), 19) + high) | 0, 5) + C3) | 0;
    high = (Math.imul((turned(high ^ second(data.readInt32LE(at + 4)), 13) + low) | 0, 5) + C4) | 0;
  }
  low ^= first(data.readInt32LE(whole));
  high ^= second(data.readInt32LE(whole + 4));
  low = ((low ^ text.length) + (high ^ text.length)) | 0;
  high = ((high ^ text.length) + low) | 0;
  low = (finished(low) + finished(high)) | 0;
  return letters(low, (finished(high) + low) | 0);
}

function letters(low, high) {
  const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return Array.from({ length: 13 }, (_, i) => LETTERS[Number(((bits << BigInt(5 * i)) >> 59n) & 31n)]).join('');
}

/** A UUID for a text. */
export function guid(...parts) {
  const bytes = createHash('sha1').update(Buffer.from(NAMESPACE, 'hex')).update(parts.join('-')).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
