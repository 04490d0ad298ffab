import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Runs `npm ci` in a folder unless what its lock file names is already there. */
export function installed(folder, { production = false } = {}) {
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  const mark = join(folder, 'node_modules', '.installed')
  const have = existsSync(mark) ? readFileSync(mark, 'utf8') : ''
  if (have === `${hash} all` || (production && have === `${hash} production`)) return
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(production ? ['--omit=dev'] : [])]
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 2, 'inherit'], shell: process.platform === 'win32' })
  writeFileSync(mark, `${hash} ${production ? 'production' : 'all'}`)
}
