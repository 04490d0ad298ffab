import { readFileSync } from 'node:fs'
import { act, cleanup, screen, within } from '@testing-library/react'
import i18next from 'i18next'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { open, session, SESSION, signOut } from './page'
import { at, job, problem, service } from './service'

const PLAN = JSON.parse(readFileSync('test/fixtures/plan.json', 'utf8')) as object

const nameIn = (text: string) => /^name: .*$/m.exec(text)?.[0] ?? ''

/** The spec's line with its name: enough to tell one text from another. */
async function written(): Promise<string> {
  const editor = await screen.findByRole('textbox', { name: 'Job spec' })
  return (
    [...editor.querySelectorAll('.cm-line')].map((line) => line.textContent).find((line) => /^name:/.test(line)) ?? ''
  )
}

const name = (example: string) => nameIn(readFileSync(`../examples/${example}.yaml`, 'utf8'))

beforeEach(() => {
  // Not there in happy-dom; the pages scroll to their top.
  window.scrollTo = () => undefined
  sessionStorage.clear()
  service.use(
    session(),
    http.get(at('/schemas/job-spec'), () => HttpResponse.json({})),
    http.get(at('/datasets'), () => HttpResponse.json({ items: [] })),
    http.get(at('/jobs'), () => HttpResponse.json({ items: [] })),
    http.post(at('/plans'), () => problem(422, 'spec-rejected')),
  )
})

type User = ReturnType<typeof open>
const choose = (user: User, example: string) =>
  user.selectOptions(screen.getByRole('combobox', { name: 'Start from an example…' }), example)

/** Loads the page anew. */
function reopen(path: string): User {
  cleanup()
  return open(path)
}

describe('a draft', () => {
  it('is there again for the account that wrote it, and for no other', async () => {
    const user = open('/submit')
    expect(await written()).toBe(name('digits-cnn'))
    await choose(user, 'spam-lstm')
    expect(await written()).toBe(name('spam-lstm'))
    service.use(session({ ...SESSION, accountId: 'other' }))
    reopen('/submit')
    expect(await written()).toBe(name('digits-cnn'))
    service.use(session())
    reopen('/submit')
    expect(await written()).toBe(name('spam-lstm'))
  })

  it('is not overwritten by what is begun from a dataset or a job', async () => {
    service.use(http.get(at('/jobs/j/spec'), () => HttpResponse.text('name: earlier\n')))
    const user = open('/submit')
    await written()
    await choose(user, 'spam-lstm')
    reopen('/submit?dataset=wages%401')
    expect(await written()).toBe(name('digits-cnn'))
    reopen('/submit?job=j')
    expect(await written()).toBe('name: earlier')
    reopen('/submit')
    expect(await written()).toBe(name('spam-lstm'))
  })

  it('that was begun from a dataset or a job is there again after the page was loaded anew', async () => {
    service.use(http.get(at('/jobs/j/spec'), () => HttpResponse.text('name: earlier\n')))
    for (const [path, example] of [
      ['/submit?dataset=wages%401', 'spam-lstm'],
      ['/submit?job=j', 'iris-mlp'],
    ] as const) {
      const user = reopen(path)
      await written()
      await choose(user, example)
      reopen(path)
      expect(await written()).toBe(name(example))
    }
  })

  it('made of a job is done with once it was submitted', async () => {
    service.use(
      http.get(at('/jobs/j/spec'), () => HttpResponse.text('name: earlier\n')),
      http.post(at('/plans'), () => HttpResponse.json(PLAN)),
      http.post(at('/jobs'), () => HttpResponse.json(job(), { status: 201 })),
      http.get(at(`/jobs/${job().id}/*`), () => problem(404, 'not-found')),
    )
    const user = open('/submit?job=j')
    await written()
    await choose(user, 'spam-lstm')
    const go = screen.getByRole<HTMLButtonElement>('button', { name: 'Submit the job' })
    await expect.poll(() => go.disabled).toBe(false)
    await user.click(go)
    await screen.findByRole('heading', { level: 1, name: 'digits-cnn' })
    reopen('/submit?job=j')
    expect(await written()).toBe('name: earlier')
  })

  it('that is being submitted does not fetch its reader from where they went meanwhile', async () => {
    let answer: () => void = () => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    let asked = false
    let there = false
    let looked = 0
    service.use(
      http.post(at('/plans'), () => HttpResponse.json(PLAN)),
      http.post(at('/jobs'), async () => {
        asked = true
        await answered
        there = true
        return HttpResponse.json(job(), { status: 201 })
      }),
      http.get(at('/jobs'), () => {
        looked += 1
        return HttpResponse.json({ items: there ? [job()] : [] })
      }),
      http.get(at(`/jobs/${job().id}/*`), () => problem(404, 'not-found')),
    )
    const user = open('/submit')
    await written()
    const go = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Submit the job' })
    await expect.poll(() => go().disabled).toBe(false)
    await user.click(go())
    await expect.poll(() => asked).toBe(true)
    await user.click(screen.getByRole('link', { name: 'Jobs' }))
    await screen.findByText('No jobs yet')
    answer()
    await screen.findByRole('link', { name: 'digits-cnn' })
    const before = looked
    // The list looks again as long as one stays with it.
    await expect.poll(() => looked).toBeGreaterThan(before)
    expect(location.pathname).toBe('/jobs')
  })

  it('is gone from the browser after signing out', async () => {
    let signedIn = true
    service.use(
      http.get(at('/session'), () => (signedIn ? HttpResponse.json(SESSION) : problem(401, 'unauthenticated'))),
      http.delete(at('/session'), () => {
        signedIn = false
        return new HttpResponse(null, { status: 204 })
      }),
    )
    const user = open('/submit')
    await written()
    await choose(user, 'spam-lstm')
    expect(JSON.stringify(sessionStorage)).toContain('spam-lstm')
    await signOut(user)
    await screen.findByLabelText('Key')
    expect(JSON.stringify(sessionStorage)).not.toContain('spam-lstm')
  })
})

describe('what the editor finds', () => {
  const SCHEMA = JSON.parse(readFileSync('../docs/job-spec.schema.json', 'utf8')) as object

  async function found(spec: string): Promise<HTMLElement> {
    service.use(
      http.get(at('/schemas/job-spec'), () => HttpResponse.json(SCHEMA)),
      http.get(at('/jobs/j/spec'), () => HttpResponse.text(spec)),
    )
    await act(() => i18next.changeLanguage('zh-CN'))
    open('/submit?job=j')
    const panel = await screen.findByRole('region', { name: '计划' })
    const [first] = await within(panel).findAllByRole('listitem')
    if (first === undefined) throw new Error('nothing was found')
    return first
  }

  afterEach(() => i18next.changeLanguage('en'))

  it('is said in the reader’s language, and not taken for English', async () => {
    const fault = await found(readFileSync('../examples/digits-cnn.yaml', 'utf8').replace('epochs: 5', 'epoch: 5'))
    expect(fault.textContent).toContain('epochs')
    expect(fault.textContent).toMatch(/[\u4e00-\u9fff]/)
    expect(fault.querySelector('[lang="en"]')).toBeNull()
  })

  it('says in the reader’s language where the YAML can’t be read, and behind it what its parser says', async () => {
    const fault = await found('name: x\nlayers: [1\n')
    expect(fault.textContent).toMatch(/第 \d+ 行，第 \d+ 列这里无法按 YAML 读取。/)
    expect(fault.querySelector('[lang="en"]')?.textContent).toMatch(/^Flow sequence/)
  })
})
