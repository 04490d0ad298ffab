import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { installed } from '../../scripts/installed.mjs'

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FALLBACK = fileURLToPath(new URL('./fallback/', import.meta.url))

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return false
  }
}

/** Starts the browser named by CHROMIUM, else an installed one, else the one of an npm package. */
export async function startChromium() {
  const own = process.env.CHROMIUM ?? USUAL.find((path) => existsSync(path))
  if (own !== undefined) {
    return { browser: await chromium.launch({ executablePath: own, args: ['--no-sandbox'] }), path: own }
  }
  installed(FALLBACK)
  const { default: packed } = await import(createRequire(FALLBACK).resolve('@sparticuz/chromium'))
  const executablePath = await packed.executablePath()
  const browser = await chromium.launch({ executablePath, args: [...packed.args, '--no-sandbox'], headless: true })
  return { browser, path: executablePath }
}

/** A style sheet with a Chinese font for machines that have none; empty where one is installed. */
export async function chineseFont() {
  if (hasChineseFont()) return ''
  installed(FALLBACK)
  const { readFileSync } = await import('node:fs')
  const files = new URL('./fallback/node_modules/@fontsource/noto-sans-sc/', import.meta.url)
  return readFileSync(new URL('400.css', files), 'utf8').replaceAll(/url\(\.\/(files\/[^)]+\.woff2)\)/g, (_, path) => {
    const bytes = readFileSync(new URL(path, files)).toString('base64')
    return `url(data:font/woff2;base64,${bytes})`
  })
}
