// Makes the dataset fashion@1 out of the files of the Debian package "dataset-fashion-mnist".
//
//   node fashion.mjs --out DIR
//
// They are looked for where the package puts them, or in the folder that FASHION_MNIST names.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, folders } from './dataset.mjs';

const FOLDER = process.env.FASHION_MNIST ?? '/usr/share/datasets/fashion-mnist';
const CLASSES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

const { out } = folders({ packages: false });
const splits = { train: 'train', 'held-out': 't10k' };
const counts = { train: 60_000, 'held-out': 10_000 };

function unpack(name) {
  const file = join(FOLDER, `${name}.gz`);
  if (!existsSync(file)) {
    console.error(
      `There is no ${file}. The clothes come with the Debian package dataset-fashion-mnist ` +
        '(apt install dataset-fashion-mnist); elsewhere, set FASHION_MNIST to a folder with its four files.',
    );
    process.exit(1);
  }
  return gunzipSync(readFileSync(file));
}

for (const [split, prefix] of Object.entries(splits)) {
  const images = unpack(`${prefix}-images-idx3-ubyte`);
  expect(`images to ${split}`, images.readUInt32BE(4), counts[split]);
  writeFileSync(out(`${split}-images.idx3-ubyte`), images);
  writeFileSync(out(`${split}-labels.idx1-ubyte`), unpack(`${prefix}-labels-idx1-ubyte`));
}
writeFileSync(
  out('dataset.yaml'),
  `name: fashion
version: 1
title: Clothes, 28×28 grey
description: >-
  Fashion-MNIST: pictures of 70,000 pieces of clothing in ten classes, ${counts.train} to train and ${counts['held-out']}
  held out, which is the official test set.
licence: MIT
source: Debian package dataset-fashion-mnist, from Zalando Research (Xiao, Rasul and Vollgraf 2017)
format:
  type: idx
  inputShape: [1, 28, 28]
  target: {type: classes, names: [${CLASSES.join(', ')}]}
splits:
  train:
    examples: ${counts.train}
    files: [{path: train-images.idx3-ubyte}, {path: train-labels.idx1-ubyte}]
  heldOut:
    examples: ${counts['held-out']}
    files: [{path: held-out-images.idx3-ubyte}, {path: held-out-labels.idx1-ubyte}]
`,
);
