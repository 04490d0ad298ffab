// A Java for measurements.
'use strict'
const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const OLDEST = 21
const PLACES = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', join(process.env.HOME ?? '/', '.sdkman/candidates/java')]

/** JAVA_HOME's where it is new enough, else one in the usual places, else the PATH's. */
function java() {
  const installed = PLACES.filter(existsSync).flatMap((place) =>
    readdirSync(place).flatMap((name) => [join(place, name), join(place, name, 'Contents/Home')]))
  const home = [process.env.JAVA_HOME ?? '', ...installed].find((folder) => {
    const release = join(folder, 'release')
    return folder && existsSync(release) && Number(/JAVA_VERSION="(\d+)/.exec(readFileSync(release, 'utf8'))?.[1]) >= OLDEST
  })
  return home ? join(home, 'bin/java') : 'java'
}

module.exports = { java }
