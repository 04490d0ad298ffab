#!/usr/bin/env node
// What vectors of words know: the ten nearest of some words, and of how many pairs one is among the other's ten nearest.
//   node bench/quality/words.mjs target/bench/quality/mobydick-word2vec/model.safetensors
import { readFileSync } from 'node:fs'

const LISTED = 'whale ship sea captain ahab boat head white night three'.split(' ')
const PAIRS = `whale whales|boat boats|ship ships|man men|eye eyes|hand hands|leg legs|tooth teeth|foot feet|wave waves|sail sails
he she|him her|his her|father mother|king queen|day night|black white|old young|good bad|east west|north south|first second
two three|four five|up down|upper lower|head tail|life death|land sea|larboard starboard|port starboard|sun moon|hot cold
oil sperm|harpoon lance|harpooneer harpooneers|mate mates|sailor sailors`.split(/[|\n]/).map((pair) => pair.split(' '))
const RESERVED = 4

const file = readFileSync(process.argv[2])
const headerLength = Number(file.readBigUInt64LE(0))
const header = JSON.parse(file.subarray(8, 8 + headerLength).toString('utf8'))
const words = JSON.parse(header.__metadata__['commonwatt.vocabulary']).inputs.symbols
const { shape, data_offsets } = header['embedding.weight']
const width = shape[1]
const start = 8 + headerLength + data_offsets[0]
const vectors = words.map((_, i) => {
  const vector = Float64Array.from({ length: width }, (_, j) => file.readFloatLE(start + 4 * ((i + RESERVED) * width + j)))
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
})

function nearest(word) {
  const vector = vectors[words.indexOf(word)]
  return words
    .map((other, i) => ({ other, cosine: vectors[i].reduce((sum, value, j) => sum + value * vector[j], 0) }))
    .filter(({ other }) => other !== word)
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, 10)
    .map(({ other }) => other)
}

const neighbours = Object.fromEntries(LISTED.map((word) => [word, nearest(word)]))
const found = PAIRS.filter(([a, b]) => nearest(a).includes(b) || nearest(b).includes(a)).map((pair) => pair.join(' '))
console.log(JSON.stringify({ neighbours, found, pairs: PAIRS.length, share: found.length / PAIRS.length }))
