import { readFileSync } from 'node:fs'
import { chineseFont, startChromium } from './chromium.mjs'
import { Looker } from './look.mjs'
import {
  cancelled,
  chooseLanguage,
  finished,
  growing,
  joiningCode,
  modelOf,
  refusedKey,
  signedIn,
  submitted,
  unfolded,
  wrongSpec,
} from './steps.mjs'

const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }
const LANGUAGES = ['en', 'zh-CN']

/** Walks through the dashboard of a running service as a person would, and says what was wrong. */
export async function check({ url, key, shots, spec, finish }) {
  const { browser, path } = await startChromium()
  const looker = new Looker(shots)
  const wrong = []
  const facts = {}
  const origin = new URL(url).origin
  const font = await chineseFont()
  const text = spec === undefined ? null : readFileSync(spec, 'utf8')
  try {
    const context = await browser.newContext({ viewport: WIDTHS.desktop, locale: 'en-GB', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.on('pageerror', (error) => wrong.push(`error in the page: ${error.message}`))
    page.on('console', (message) => {
      // A refused request is logged by the browser itself; the steps below judge those.
      const own = /Failed to load resource/.test(message.text())
      if (message.type() === 'error' && !own) wrong.push(`console: ${message.text()}`)
    })
    page.on('request', (request) => {
      const asked = new URL(request.url())
      if (asked.protocol.startsWith('http') && asked.origin !== origin) wrong.push(`asked another host: ${asked.href}`)
    })

    const step = async (name, work) => {
      const begun = Date.now()
      try {
        facts[name] = (await work()) ?? true
      } catch (error) {
        wrong.push(`${name}: ${error.message.split('\n').slice(0, 4).join(' | ')}`)
        facts[name] = false
        if (shots !== undefined) await page.screenshot({ path: `${shots}/failed-${name}.png`, fullPage: true })
      }
      console.error(`${name}: ${facts[name] === false ? 'FAILED' : 'ok'} (${Date.now() - begun} ms)`)
    }

    await page.goto(url)
    await step('refusedKey', () => refusedKey(page))
    await looker.look(page, 'sign-in-refused-en-desktop')
    await step('signedIn', () => signedIn(page, key))
    await step('wrongSpec', () => wrongSpec(page, url, text, () => looker.look(page, 'submit-wrong-en-desktop')))
    let job
    await step('submitted', async () => {
      job = await submitted(page, url, text, () => looker.look(page, 'submit-ready-en-desktop'))
      return job
    })
    if (job !== undefined) {
      await step('growing', () => growing(page, finish))
      await looker.look(page, 'job-running-en-desktop')
    }

    for (const language of LANGUAGES) {
      for (const [width, viewport] of Object.entries(WIDTHS)) {
        await page.setViewportSize(viewport)
        await step(`pages-${language}-${width}`, async () => {
          await page.goto(`${url}/jobs`)
          await chooseLanguage(page, language)
          if (font !== '') await page.addStyleTag({ content: font })
          const addresses = {
            jobs: '/jobs',
            nodes: '/nodes',
            datasets: '/datasets',
            submit: '/submit',
            'receipt-account': '/receipt',
            'not-found': '/nowhere',
          }
          if (job !== undefined) addresses['job-live'] = `/jobs/${job}`
          const datasets = await page.request.get(`${url}/api/v1/datasets`).then((answer) => answer.json())
          if (datasets.items.length > 0) addresses.dataset = `/datasets/${datasets.items[0].ref.replace('@', '/')}`
          for (const [name, address] of Object.entries(addresses)) {
            await opened(page, url + address, font)
            await looker.look(page, `${name}-${language}-${width}`)
          }
          await opened(page, `${url}/nodes`, font)
          await joiningCode(page)
          await looker.look(page, `donate-${language}-${width}`)
        })
      }
    }

    await page.setViewportSize(WIDTHS.desktop)
    if (job !== undefined) {
      await step('finished', () => finished(page, `${url}/jobs/${job}`, finish))
      await step('model', () => modelOf(page, url, job))
      for (const language of LANGUAGES) {
        for (const [width, viewport] of Object.entries(WIDTHS)) {
          await page.setViewportSize(viewport)
          await chooseLanguage(page, language)
          await opened(page, `${url}/jobs/${job}`, font)
          await page.locator('.uplot canvas').first().waitFor()
          await looker.look(page, `job-done-${language}-${width}`)
          await unfolded(page)
          await looker.look(page, `job-table-${language}-${width}`)
          await opened(page, `${url}/jobs/${job}/receipt`, font)
          await looker.look(page, `receipt-${language}-${width}`)
          if (shots !== undefined && width === 'desktop') {
            await page.pdf({
              path: `${shots}/receipt-${language}.pdf`,
              format: 'A4',
              margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
            })
          }
        }
      }
    }
    await page.setViewportSize(WIDTHS.desktop)
    await chooseLanguage(page, 'en')
    await step('cancelled', () => cancelled(page, url, text, () => looker.look(page, 'cancel-en-desktop')))
    await step('dark', async () => {
      await page.getByRole('button', { name: 'Switch to dark colours' }).click()
      for (const address of [
        '/jobs',
        '/nodes',
        '/datasets',
        '/submit',
        ...(job === undefined ? [] : [`/jobs/${job}`]),
      ]) {
        await opened(page, url + address, font)
        await looker.look(page, `dark${address.replace(job ?? '-', 'job').replaceAll('/', '-')}`)
      }
      await page.getByRole('button', { name: 'Switch to light colours' }).click()
    })
    await step('signedOut', async () => {
      await page.getByRole('button', { name: 'Account' }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.getByLabel('Key', { exact: true }).waitFor()
      for (const language of LANGUAGES) {
        for (const [width, viewport] of Object.entries(WIDTHS)) {
          await page.setViewportSize(viewport)
          await chooseLanguage(page, language)
          await looker.look(page, `sign-in-${language}-${width}`)
        }
      }
    })
    await context.close()
  } finally {
    await browser.close()
  }
  for (const { name, id, help, places } of looker.violations)
    wrong.push(`axe on ${name}: ${id} (${help}) at ${places.slice(0, 3).join('; ')}`)
  for (const { name, width, wide } of looker.overflows)
    wrong.push(`${name} is ${wide} px wide on a screen of ${width} px`)
  return {
    ok: wrong.length === 0,
    wrong,
    axeViolations: looker.violations.length,
    pictures: looker.pictures.length,
    steps: facts,
    browser: path,
  }
}

/** Opens a page and waits until what it shows has come. */
async function opened(page, address, font) {
  await page.goto(address)
  await page.locator('h1').waitFor()
  await page.locator('[role=status][aria-label]').waitFor({ state: 'detached' })
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  if (font !== '') await page.addStyleTag({ content: font })
}
