import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Holds the dashboard's weight: what the first page loads, and what each later page adds, in bytes after gzip. Exits
 * with 1 when a budget is exceeded.
 */
const FIRST_LOAD = 250 * 1024
const LATER_PAGE = 200 * 1024

const root = resolve(process.env.COMMONWATT_WEB_OUT ?? 'dist')
const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'))

/** The files that a chunk can't do without: its own, those it imports, and their style sheets. */
function filesOf(name, found = new Set()) {
  const { file, css = [], imports = [] } = manifest[name]
  if (found.has(file)) return found
  found.add(file)
  for (const sheet of css) found.add(sheet)
  for (const next of imports) filesOf(next, found)
  return found
}

const weights = new Map()
function weight(files) {
  let sum = 0
  for (const file of files) {
    if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(root, file))).length)
    sum += weights.get(file)
  }
  return sum
}

const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`
const entry = Object.keys(manifest).find((name) => manifest[name].isEntry)
const pages = Object.keys(manifest).filter((name) => /^src\/features\/.*Page\.tsx$/.test(name))
const words = Object.keys(manifest).filter((name) => /^src\/shared\/i18n\/.*\.json$/.test(name))
if (entry === undefined || pages.length === 0 || words.length === 0) {
  console.error('The build has no entry, no pages or no words: this check does not understand it any more.')
  process.exit(1)
}
const longest = words.reduce((a, b) => (weight(filesOf(a)) > weight(filesOf(b)) ? a : b))
const first = new Set(['index.html', ...filesOf(entry), ...filesOf(longest)])

let over = 0
function hold(name, bytes, budget) {
  const fits = bytes <= budget
  if (!fits) over += 1
  console.log(`${fits ? 'ok  ' : 'OVER'} ${kib(bytes).padStart(10)} of ${kib(budget)}  ${name}`)
}
const jobs = filesOf('src/features/jobs/JobsPage.tsx')
hold('first load: shell, words and the list of jobs', weight(new Set([...first, ...jobs])), FIRST_LOAD)
for (const page of pages) {
  hold(`${page}, beyond the shell`, weight([...filesOf(page)].filter((file) => !first.has(file))), LATER_PAGE)
}
process.exit(over === 0 ? 0 : 1)
