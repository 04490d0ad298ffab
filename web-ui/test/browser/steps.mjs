import { readFileSync } from 'node:fs'

/** What a person does on the dashboard; each step waits for what they would see, and throws when it does not come. */

const NAMES = { en: 'English', 'zh-CN': '简体中文' }

export async function chooseLanguage(page, language) {
  if ((await page.locator('html').getAttribute('lang')) === language) return
  await page.getByRole('button', { name: /^(Language|语言)$/ }).click()
  await page.getByRole('menuitemradio', { name: NAMES[language] }).click()
  await page.locator(`html[lang="${language}"]`).waitFor()
  await page.getByRole('menu').waitFor({ state: 'detached' })
}

export async function refusedKey(page) {
  await page.getByLabel('Key', { exact: true }).fill('cw_nobody_has_this_key')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('The service does not know this key').waitFor()
}

export async function signedIn(page, key) {
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor()
}

/** Replaces the editor's text as one that pastes would. */
async function write(page, text) {
  const editor = page.getByRole('textbox', { name: 'Job spec' })
  await editor.waitFor()
  await editor.fill(text)
}

/** What the editor begins with. */
const example = () => readFileSync(new URL('../../../examples/digits-cnn.yaml', import.meta.url), 'utf8')

export async function wrongSpec(page, url, spec, look) {
  await page.goto(`${url}/submit`)
  const right = spec ?? example()
  await write(page, right.replace('units:', 'unites:'))
  await page.getByText('Did you mean “units”?').first().waitFor()
  const button = page.getByRole('button', { name: 'Submit the job' })
  if (await button.isEnabled()) throw new Error('a wrong spec could be submitted')
  await look()
  // A layer that can't take what it is given: only the service's plan finds that.
  const [place, misfit] = right.includes('filters: 64, kernel: 3')
    ? ['/model/layers/2', right.replace('filters: 64, kernel: 3', 'filters: 64, kernel: 99')]
    : ['/model/layers/0', right.replace(/\{type: dense, units: \d+\}/, '{type: conv2d, filters: 4, kernel: 3}')]
  await write(page, misfit)
  await page.getByText(place).first().waitFor()
  await write(page, right)
}

export async function submitted(page, url, spec, look) {
  await page.goto(`${url}/submit`)
  if (spec !== null) await write(page, spec)
  const button = page.getByRole('button', { name: 'Submit the job' })
  await button.and(page.locator(':enabled')).waitFor()
  await page.getByRole('table', { name: /Layers/ }).waitFor()
  await look()
  await button.click()
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1)
}

const CURVE = '[role=img][aria-label^="Loss over the steps"]'
const wordsOf = (page) => page.locator(CURVE).getAttribute('aria-label')
const stepIn = (words) => Number(/At step ([\d,]+)/.exec(words)?.[1].replaceAll(',', ''))

/** Watches the loss curve until it has grown twice without the page being loaded anew. */
export async function growing(page, seconds) {
  await page.locator(`${CURVE} canvas`).waitFor({ timeout: seconds * 1000 })
  const picture = () => page.locator(`${CURVE} canvas`).evaluate((canvas) => canvas.toDataURL())
  let words = await wordsOf(page)
  const seen = [stepIn(words)]
  const pictures = new Set([await picture()])
  const deadline = Date.now() + 60_000
  while (seen.length < 3) {
    if (Date.now() > deadline) throw new Error(`the curve stood still at step ${seen.at(-1)}`)
    await page.waitForFunction(
      ([selector, before]) => document.querySelector(selector)?.getAttribute('aria-label') !== before,
      [CURVE, words],
      { timeout: 60_000 },
    )
    words = await wordsOf(page)
    const step = stepIn(words)
    if (step > seen.at(-1)) {
      seen.push(step)
      pictures.add(await picture())
    }
  }
  if (pictures.size < 2) throw new Error('the curve was told to grow, but its picture stayed the same')
  return seen
}

export async function finished(page, address, seconds) {
  await page.goto(address)
  await page
    .getByRole('heading', { name: 'Result' })
    .or(page.getByRole('heading', { name: '结果' }))
    .waitFor({ timeout: seconds * 1000 })
}

/** Downloads the model through the session, and reads the beginning of its safetensors header. */
export async function modelOf(page, url, job) {
  const answer = await page.request.get(`${url}/api/v1/jobs/${job}/model`)
  if (!answer.ok()) throw new Error(`the model's download answered ${answer.status()}`)
  const bytes = await answer.body()
  const length = Number(bytes.readBigUInt64LE(0))
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString())
  return { bytes: bytes.length, tensors: Object.keys(header).filter((name) => name !== '__metadata__').length }
}

/** Cancels a job that can't come to its end before. */
export async function cancelled(page, url, spec, look) {
  const endless = (spec ?? example()).replace(/epochs: \d+/, 'epochs: 100000')
  await submitted(page, url, endless, async () => {})
  await page.getByRole('button', { name: 'Cancel the job' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await look()
  await dialog.getByRole('button', { name: 'Cancel the job' }).click()
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor()
}

/** Asks for a joining code and sees the command that uses it. */
export async function joiningCode(page) {
  await page.getByRole('button', { name: /^(Make a joining code|生成加入码)$/ }).click()
  await page.getByText(/worker join http.* --code \S+/).waitFor()
}

/** Shows the curves as tables, and the spec as it was sent. */
export async function unfolded(page) {
  await page.getByRole('button', { name: /^(As table|表格)$/ }).click()
  await page.getByRole('table', { name: /^(Loss|损失)$/ }).waitFor()
  await page.getByRole('button', { name: /^(Show|显示)$/ }).click()
  await page.getByText('softmaxCrossEntropy').waitFor()
}
