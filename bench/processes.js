// What measurements need to know of processes; Linux only.
'use strict'
const { readFileSync, readdirSync } = require('node:fs')

const TRAINER = 'org.commonwatt.worker.training.TrainerMain'

/** The trainer among the descendants of a process, as its number, or null: the Java machine whose main class it is. */
function trainerBelow(ancestor) {
  const parents = new Map()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${entry}/stat`)
    // The second field, the command's name in brackets, may hold anything.
    if (stat !== '') parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const isBelow = (process) => {
    const parent = parents.get(process)
    return parent === ancestor || (parent !== undefined && isBelow(parent))
  }
  const isTrainer = (process) => {
    const words = read(`/proc/${process}/cmdline`).split('\0')
    return words[0].endsWith('java') && words.includes(TRAINER)
  }
  return [...parents.keys()].find((process) => isBelow(process) && isTrainer(process)) ?? null
}

/** A line of a process's status that is in kB, such as VmRSS (resident now) or VmHWM (resident at most), in MiB; null when it has ended. */
function memoryMiB(process, name) {
  const line = read(`/proc/${process}/status`).split('\n').find((text) => text.startsWith(`${name}:`))
  return line === undefined ? null : Number(line.split(/\s+/)[1]) / 1024
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

module.exports = { trainerBelow, memoryMiB }
