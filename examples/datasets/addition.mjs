// Makes the dataset addition@1: sums of two numbers, drawn with a fixed seed.
//
//   node addition.mjs --out DIR

import { writeFileSync } from 'node:fs';
import { folders, writeJsonLines } from './dataset.mjs';
import { mulberry32 } from './random.mjs';

const SEED = 20_260_101;
const QUESTIONS = 50_000;
const HELD_OUT = 5_000;
const DIGITS = 3;

const { out } = folders({ packages: false });
const random = mulberry32(SEED);

function number() {
  const digits = 1 + Math.floor(random() * DIGITS);
  return Math.floor(random() * 10 ** digits);
}

// No two questions have the same pair of numbers, in either order: none that is held out was trained on turned round.
const seen = new Set();
const questions = [];
while (questions.length < QUESTIONS) {
  const [one, other] = [number(), number()];
  const key = `${Math.min(one, other)}+${Math.max(one, other)}`;
  if (!seen.has(key)) {
    seen.add(key);
    questions.push({ question: `${one}+${other}`, answer: String(one + other) });
  }
}
writeJsonLines(out('train.jsonl'), questions.slice(HELD_OUT));
writeJsonLines(out('held-out.jsonl'), questions.slice(0, HELD_OUT));
writeFileSync(
  out('dataset.yaml'),
  `name: addition
version: 1
title: Sums of two numbers
description: >-
  ${QUESTIONS} questions such as 12+345, of two numbers of up to ${DIGITS} digits, and their answers, drawn with the fixed
  seed ${SEED} (the task of Keras's example addition_rnn). No pair of numbers occurs twice, in whatever order.
licence: CC0-1.0
source: generated
format:
  type: jsonl
  input: question
  output: answer
  target: {type: text}
splits:
  train: {examples: ${QUESTIONS - HELD_OUT}, files: [{path: train.jsonl}]}
  heldOut: {examples: ${HELD_OUT}, files: [{path: held-out.jsonl}]}
`,
);
