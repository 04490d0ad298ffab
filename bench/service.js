// Builds the service and what measures it, and runs one measurement in a fresh folder.
'use strict'
const { spawnSync } = require('node:child_process')
const { mkdirSync, readFileSync, rmSync } = require('node:fs')
const { join, resolve } = require('node:path')
const { java } = require('./java.js')

const ROOT = resolve(__dirname, '..')
const MODULE = join(__dirname, 'dispatch')
const PLACE = join(ROOT, 'target/bench/service')

exports.run = (main, args) => {
  // The dashboard is no part of what is measured.
  const maven = ['-B', '-ntp', '-q', '-Pbench', '-Dquick', '-DskipTests', '-Dexec.skip', '-pl', 'bench/dispatch', '-am', 'process-classes']
  const built = spawnSync('mvn', maven, { cwd: ROOT, stdio: ['ignore', 2, 2] })
  if (built.status !== 0) {
    console.error('The service could not be built.')
    process.exit(1)
  }
  rmSync(PLACE, { recursive: true, force: true })
  mkdirSync(PLACE, { recursive: true })
  const classPath = `${join(MODULE, 'target/classes')}:${readFileSync(join(MODULE, 'target/classpath'), 'utf8').trim()}`
  const quiet = `-Dlogback.configurationFile=${join(MODULE, 'logback.xml')}`
  const measured = spawnSync(java(), ['-Xmx1500m', quiet, '-cp', classPath, main, PLACE, ...args], { cwd: ROOT, stdio: ['ignore', 1, 2] })
  rmSync(PLACE, { recursive: true, force: true })
  process.exit(measured.status ?? 1)
}
