/**
 * The browser check: `npm run test:browser -- --url URL --key KEY [--shots DIR] [--spec FILE] [--finish SECONDS]`.
 * Its last line is one JSON object; the exit code is 0 only when nothing was found wrong.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { installed } from '../../scripts/installed.mjs'

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8480' },
    key: { type: 'string' },
    shots: { type: 'string' },
    spec: { type: 'string' },
    /** How long the submitted job may take to its end, in seconds. */
    finish: { type: 'string', default: '420' },
  },
})
if (options.key === undefined) {
  console.error('A key is needed: --key KEY')
  process.exit(2)
}
if (options.spec !== undefined && !existsSync(options.spec)) {
  console.error(`There is no file ${options.spec}`)
  process.exit(2)
}
installed(fileURLToPath(new URL('.', import.meta.url)))
const { check } = await import('./check.mjs')
const result = await check({ ...options, finish: Number(options.finish) })
console.log(JSON.stringify(result))
process.exit(result.ok ? 0 : 1)
