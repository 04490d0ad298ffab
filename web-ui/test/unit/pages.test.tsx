import { onlineManager } from '@tanstack/react-query'
import { cleanup, screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DataFormat, JobExplanation, JobView, NodeView } from '@/shared/api/wire'
import { open, session, SESSION, signOut } from './page'
import { at, events, job, problem, service, stream, timeline } from './service'

const ID = job().id

const node: NodeView = {
  id: 'n',
  name: 'attic-box',
  state: 'IDLE',
  capability: {
    os: 'linux',
    arch: 'amd64',
    cpu: 'AMD EPYC',
    cores: 2,
    cpuTdpWatts: 240,
    cpuTdpSource: 'table',
    virtualMachine: true,
    memoryBytes: 8 * 2 ** 30,
    diskBytes: 2 ** 40,
    gpus: [],
    idleHours: 1,
    freeLeases: 1,
    workerVersion: '0.1.0',
  },
  intensity: { gramsPerKwh: 475, source: 'Ember 2024' },
  joinedAt: '2026-01-05T10:00:00Z',
  tasksCompleted: 0,
}

beforeEach(() => {
  // Not there in happy-dom; the pages scroll to their top.
  window.scrollTo = () => undefined
})

/** The list of jobs where there are none, and the queries that the service is asked. */
async function openEmptyJobs(address = '/jobs') {
  const asked: string[] = []
  service.use(
    session(),
    http.get(at('/jobs'), ({ request }) => {
      asked.push(new URL(request.url).search)
      return HttpResponse.json({ items: [] })
    }),
  )
  const user = open(address)
  await screen.findByText('No jobs yet')
  return { user, asked }
}

describe('signing in', () => {
  it('asks for a key, refuses a wrong one in words, and then goes where one wanted to go', async () => {
    let signedIn = false
    service.use(
      http.get(at('/session'), () => (signedIn ? HttpResponse.json(SESSION) : problem(401, 'unauthenticated'))),
      http.post(at('/session'), async ({ request }) => {
        const { key } = (await request.json()) as { key: string }
        if (key !== 'cw_right') return problem(401, 'unauthenticated')
        signedIn = true
        return HttpResponse.json(SESSION, { status: 201 })
      }),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
    )
    const user = open('/nodes')
    const key = await screen.findByLabelText('Key')
    await user.type(key, 'cw_wrong')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByText(/does not know this key/)
    await user.clear(key)
    await user.type(key, '  cw_right ')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('heading', { level: 1, name: 'Nodes' })
    await screen.findByText('No machine has joined yet')
  })

  it('never leads to another site afterwards', async () => {
    service.use(
      http.get(at('/session'), () => problem(401, 'unauthenticated')),
      http.post(at('/session'), () => HttpResponse.json(SESSION, { status: 201 })),
      http.get(at('/jobs'), () => HttpResponse.json({ items: [] })),
    )
    const user = open('/sign-in?to=%2F%2Fevil.test%2F')
    await user.type(await screen.findByLabelText('Key'), 'cw_right')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('heading', { level: 1, name: 'Jobs' })

    expect(location.pathname).toBe('/jobs')
  })
})

describe('a service that fails when the page is opened', () => {
  it('is asked again when one says so', async () => {
    let broken = true
    service.use(
      http.get(at('/session'), () => (broken ? problem(500, 'internal') : HttpResponse.json(SESSION))),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
    )
    const user = open('/nodes')
    const note = await screen.findByRole('alert')
    broken = false
    await user.click(within(note).getByRole('button', { name: 'Try again' }))
    await screen.findByText('No machine has joined yet')
  })
})

describe('signing out', () => {
  it('says when it failed, and tries again when asked to', async () => {
    let broken = true
    let signedIn = true
    service.use(
      http.get(at('/session'), () => (signedIn ? HttpResponse.json(SESSION) : problem(401, 'unauthenticated'))),
      http.delete(at('/session'), () => {
        if (broken) return HttpResponse.error()
        signedIn = false
        return new HttpResponse(null, { status: 204 })
      }),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
    )
    const user = open('/nodes')
    await screen.findByText('No machine has joined yet')
    await signOut(user)
    const said = await screen.findByRole('dialog', { name: 'Sign out' })
    expect(said.textContent).toContain('This browser is still signed in.')
    expect(within(said).getByRole('alert').textContent).toContain('The service does not answer')
    broken = false
    await user.click(within(said).getByRole('button', { name: 'Try again' }))
    await screen.findByLabelText('Key')
  })
})

describe('the list of jobs', () => {
  it('shows each with state, progress and energy, and a dash where nothing was measured', async () => {
    const progress = {
      step: 500,
      totalSteps: 1000,
      epoch: 2.5,
      totalEpochs: 5,
      loss: 0.1234,
      at: '2026-01-05T10:01:00Z',
    }
    const energy = {
      wh: 0.25,
      tier: 'D',
      relativeError: 0.5,
      gco2e: 0.1,
      intensityGramsPerKwh: 475,
      intensitySource: 's',
    }
    const items = [
      job({ progress, energy } as Partial<JobView>),
      job({ id: 'b', name: 'waiting-one', state: 'WAITING' }),
    ]
    service.use(
      session(),
      http.get(at('/jobs'), () => HttpResponse.json({ items })),
    )
    open('/jobs')
    const row = (await screen.findByRole('link', { name: 'digits-cnn' })).closest('tr')
    expect(row).not.toBeNull()
    const words = row?.textContent ?? ''
    expect(words).toContain('Running')
    expect(words).toContain('Epoch 2.5 of 5')
    expect(words).toContain('0.123')
    expect(words.replaceAll('\u202f', ' ')).toContain('0.25 Wh± 50 %')
    const waiting = screen.getByRole('link', { name: 'waiting-one' }).closest('tr')
    const cells = within(waiting as HTMLElement).getAllByRole('cell')
    expect(cells.slice(1, 6).map(({ textContent }) => textContent)).toEqual(['–', '–', '–', '–', '–'])
  })

  it('narrows by state and name through the address, and says when nothing matches', async () => {
    const { user, asked } = await openEmptyJobs()
    await user.click(screen.getByRole('button', { name: 'Failed' }))
    await screen.findByText('No job matches')
    expect(location.search).toBe('?show=failed')
    await user.type(screen.getByRole('textbox', { name: 'Find by name' }), 'cnn')
    await expect.poll(() => asked.at(-1)).toBe('?limit=50&state=FAILED&name=cnn')
  })

  it('lets the name in the field go with the one in the address, and not come back', async () => {
    const { user, asked } = await openEmptyJobs()
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Find by name' })
    await user.type(field, 'cnn ')
    await user.click(await screen.findByRole('button', { name: 'Show all jobs' }))
    await screen.findByText('No jobs yet')
    expect(field.value).toBe('')
    // What is typed next is asked for after the pause in which the old name would have come back.
    await user.type(field, 'lstm ')
    await expect.poll(() => asked.at(-1)).toBe('?limit=50&name=lstm')
    expect(field.value).toBe('lstm ')
    await user.click(screen.getByRole('link', { name: 'Jobs' }))
    await expect.poll(() => field.value).toBe('')
    await screen.findByText('No jobs yet')
    expect(location.search).toBe('')
  })

  it('passes over what an address says that no filter means', async () => {
    for (const search of ['?show=everything&name=', '?show=constructor']) {
      const { asked } = await openEmptyJobs(`/jobs${search}`)
      expect(asked).toEqual(['?limit=50'])
      cleanup()
    }
  })

  it('shows the problem and tries again when asked to', async () => {
    let broken = true
    service.use(
      session(),
      http.get(at('/jobs'), () =>
        broken ? problem(403, 'forbidden', { detail: 'The key lacks submit.' }) : HttpResponse.json({ items: [job()] }),
      ),
    )
    const user = open('/jobs')
    const note = await screen.findByRole('alert')
    expect(note.textContent).toContain('This key may not do that')
    expect(note.textContent).toContain('The key lacks submit.')
    broken = false
    await user.click(within(note).getByRole('button', { name: 'Try again' }))
    await screen.findByRole('link', { name: 'digits-cnn' })
  })
})

describe('a job', () => {
  const point = { step: 100, epoch: 0.5, name: 'loss', split: 'train', value: 0.5, at: '2026-01-05T10:01:00Z' }
  const line = { seq: 1, at: '2026-01-05T10:00:10Z', level: 'INFO', text: 'Training on 2 threads' }

  function serve(view: JobView, ...later: { id: number; name: string; body: unknown }[]) {
    service.use(
      session(),
      http.get(at(`/jobs/${ID}`), () => HttpResponse.json(view)),
      http.get(at(`/jobs/${ID}/metrics`), () =>
        HttpResponse.json({ series: [{ name: 'loss', split: 'train', total: 1, points: [point] }] }),
      ),
      http.get(at(`/jobs/${ID}/logs`), ({ request }) => {
        const after = new URL(request.url).searchParams.get('after')
        return HttpResponse.json(
          after === null ? { items: [line], next: 1 } : { items: [{ ...line, seq: 2, text: 'Second page' }] },
        )
      }),
      http.get(at(`/jobs/${ID}/events`), () => stream(events({ id: 1, name: 'state', body: { job: view } }, ...later))),
      http.get(at(`/jobs/${ID}/timeline`), () => HttpResponse.json(timeline())),
    )
  }

  it('says where it was and why, in the reader’s language', async () => {
    serve(job())
    open(`/jobs/${ID}`)
    const panel = await screen.findByRole('region', { name: 'Where it was and why' })
    const items = await within(panel).findAllByRole('listitem')
    const words = items.map(({ textContent }) => textContent.replaceAll('\u202f', ' '))
    expect(words[0]).toContain('zone GBR')
    expect(words[0]).toContain('The operator’s file')
    expect(words[1]).toContain('Waiting for clean power')
    expect(words[1]).toMatch(
      /420 gCO₂e\/kWh now, 100 gCO₂e\/kWh expected \(zone GBR\) from Jan 5, \d\d:00 to Jan 5, \d\d:00/,
    )
    expect(words[1]).toContain('Saves 30 gCO₂e of 40 gCO₂e against running at once (estimate).')
    expect(words[2]).toContain('attic')
    expect(words[2]).toContain('9.5 gCO₂e (estimate)')
  })

  it('says how long it takes still, by the time in which it ran', async () => {
    // It ran for half an hour of the one since its start.
    const progress = { step: 100, totalSteps: 300, epoch: 1, totalEpochs: 3, at: '2026-01-05T11:30:00Z' }
    serve(job({ startedAt: '2026-01-05T10:30:00Z', progress }))
    open(`/jobs/${ID}`)
    await screen.findByText('About 1 hr left (estimate)')
  })

  it('joins what was stored with what the stream brings, up to the result', async () => {
    const ended = job({
      state: 'SUCCEEDED',
      evaluation: { accuracy: 0.9875 },
      model: { sha256: 'ab'.repeat(32), size: 4_800_600 },
    })
    serve(
      job(),
      { id: 2, name: 'metrics', body: { points: [{ ...point, step: 200, value: 0.25 }] } },
      { id: 3, name: 'log', body: { lines: [{ ...line, seq: 3, text: 'Live line' }] } },
      { id: 4, name: 'state', body: { job: ended } },
    )
    open(`/jobs/${ID}`)
    await screen.findByRole('heading', { name: 'Result' })
    expect(screen.getByText('98.8%')).toBeDefined()
    expect((await screen.findByRole('img', { name: /Loss over the steps/ })).getAttribute('aria-label')).toBe(
      'Loss over the steps. At step 200: training: 0.250.',
    )
    const log = await screen.findByRole('log')
    await expect.poll(() => log.textContent).toContain('Second page')
    expect(log.textContent).toContain('Live line')
    const download = screen.getByRole('link', { name: /Download the model/ })
    expect(download.getAttribute('href')).toBe(`/api/v1/jobs/${ID}/model`)
    expect(screen.queryByRole('button', { name: 'Cancel the job' })).toBeNull()
  })

  it('shows the curve’s figures as a table too', async () => {
    serve(job({ state: 'SUCCEEDED' }))
    const user = open(`/jobs/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'As table' }))
    const table = screen.getByRole('table', { name: 'Loss' })
    expect(within(table).getByRole('row', { name: /100/ }).textContent).toBe('1000.50.500')
  })

  it('says why it waits, how many nodes each reason rules out, and what would help', async () => {
    const gib = 1024 ** 3
    const found: JobExplanation = {
      state: 'QUEUED',
      sentence: 'None of the 3 nodes can take it now.',
      nodes: 3,
      able: 0,
      reasons: [
        {
          kind: 'TOO_LITTLE_MEMORY',
          nodes: 2,
          sentence: 'offers less than the 8 GiB of memory needed',
          nearestChange: '2 GiB less memory and the node ends what it works on → 1 node',
          change: [{ of: 'TOO_LITTLE_MEMORY', bytes: 2 * gib }, { of: 'BUSY' }],
          gained: 1,
          bytes: 8 * gib,
        },
        {
          kind: 'BEHIND_OTHERS',
          nodes: 1,
          sentence: '3 tasks go first',
          nearestChange: '3 more free nodes that fit → 1 node',
          change: [],
          gained: 1,
          tasks: 3,
        },
      ],
    }
    serve(job({ state: 'QUEUED' }))
    service.use(http.get(at(`/jobs/${ID}/explanation`), () => HttpResponse.json(found)))
    open(`/jobs/${ID}`)
    await screen.findByText('None of the 3 nodes can take it now.')
    const words = document.body.textContent.replaceAll('\u202f', ' ')
    expect(words).toContain('2 nodesLess than the 8 GiB of memory needed is offered.')
    expect(words).toContain('What would help: 2 GiB less memory and the node ends what it works on → 1 node')
    expect(words).toContain('3 tasks go first')
    expect(words).toContain('What would help: 3 more free nodes that fit → 1 node')
  })

  it('says from when to when it waits for cleaner electricity, and which owners need their machines', async () => {
    const decision = timeline().spans[0]?.timing
    const found: JobExplanation = {
      state: 'WAITING',
      sentence: 'Waits for a green window.',
      nodes: 3,
      able: 0,
      reasons: [
        {
          kind: 'GREEN_WINDOW',
          nodes: 3,
          sentence: 'waits for hours with cleaner electricity',
          nearestChange: 'waiting until 2026-01-05T11:00:00Z → 2 nodes',
          change: [],
          gained: 2,
          until: '2026-01-05T11:00:00Z',
          ...(decision == null ? {} : { timing: decision }),
        },
        {
          kind: 'OUTSIDE_HOURS',
          nodes: 1,
          sentence: 'is outside the hours in which its owner lends it',
          nearestChange: 'its hours begin at 2026-01-05T20:00:00Z → 1 node',
          change: [{ of: 'OUTSIDE_HOURS', until: '2026-01-05T20:00:00Z' }],
          gained: 1,
          until: '2026-01-05T20:00:00Z',
        },
      ],
    }
    serve(job({ state: 'WAITING' }))
    service.use(http.get(at(`/jobs/${ID}/explanation`), () => HttpResponse.json(found)))
    open(`/jobs/${ID}`)
    await screen.findByText('It waits for hours with cleaner electricity.')
    const panel = screen.getByRole('region', { name: 'Why it waits' })
    const words = panel.textContent.replaceAll('\u202f', ' ')
    expect(words).toContain(
      '3 nodesCleaner electricity is expected: 420 gCO₂e/kWh now, 100 gCO₂e/kWh expected (zone GBR)',
    )
    expect(words).toContain('Saves 30 gCO₂e of 40 gCO₂e')
    expect(words).toMatch(/waiting until .* → 2 nodes/)
    expect(words).toContain('1 nodeOutside the hours in which its owner lends it.')
    expect(words).toMatch(/its hours begin \(.*:00.*\) → 1 node/)
  })

  it('is cancelled only after a question', async () => {
    let cancelled = 0
    serve(job())
    service.use(
      http.put(at(`/jobs/${ID}/cancellation`), () => {
        cancelled += 1
        const view = job({ state: 'CANCELLED' })
        serve(view)
        return HttpResponse.json(view)
      }),
    )
    const user = open(`/jobs/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Cancel the job' }))
    const question = await screen.findByRole('dialog')
    expect(cancelled).toBe(0)
    await user.click(within(question).getByRole('button', { name: 'Cancel the job' }))
    await screen.findByRole('heading', { name: 'Cancelled' })
    expect(cancelled).toBe(1)
  })

  it('has its node keep a checkpoint when asked to, and says what stood against it', async () => {
    let running = true
    serve(job())
    service.use(
      http.put(at(`/jobs/${ID}/checkpoint-request`), () =>
        running
          ? new HttpResponse(null, { status: 204 })
          : problem(409, 'state-conflict', { detail: 'No node works on it.' }),
      ),
    )
    const user = open(`/jobs/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Keep a checkpoint now' }))
    await screen.findByText(/^Asked for\./)
    running = false
    await user.click(screen.getByRole('button', { name: 'Keep a checkpoint now' }))
    expect((await screen.findByRole('alert')).textContent).toContain('No node works on it.')
    expect(screen.queryByText(/^Asked for\./)).toBeNull()
  })

  it('offers no checkpoint while no node works on it', async () => {
    serve(job({ state: 'SUCCEEDED' }))
    open(`/jobs/${ID}`)
    await screen.findByRole('heading', { name: 'Result' })
    expect(screen.queryByRole('button', { name: 'Keep a checkpoint now' })).toBeNull()
  })

  it('says why it failed, with the service’s own sentence', async () => {
    serve(job({ state: 'FAILED', failure: { kind: 'NOT_FINITE', message: 'NaN at step 412.' } }))
    open(`/jobs/${ID}`)
    await screen.findByText('NaN at step 412.')
    expect(screen.getByText('The loss was no longer a finite number.')).toBeDefined()
  })

  it('gives energy with its band, tier, intensity and source', async () => {
    const energy = {
      wh: 0.5,
      tier: 'D' as const,
      relativeError: 0.5,
      gco2e: 0.172,
      intensityGramsPerKwh: 344,
      zone: 'DEU',
      intensitySource: 'Ember 2024',
    }
    serve(job({ energy }))
    open(`/jobs/${ID}`)
    const panel = await screen.findByRole('region', { name: 'Energy and carbon' })
    const words = panel.textContent.replaceAll('\u202f', ' ')
    for (const part of [
      '0.5 Wh',
      '0.172 gCO₂e',
      '± 50 %, estimate',
      'Tier D.',
      '344 gCO₂e/kWh',
      'Zone DEU.',
      'Ember 2024',
    ]) {
      expect(words).toContain(part)
    }
  })

  it('that does not exist is said to be missing', async () => {
    service.use(
      session(),
      http.get(at(`/jobs/${ID}`), () => problem(404, 'not-found')),
      http.get(at(`/jobs/${ID}/events`), () => problem(404, 'not-found')),
    )
    open(`/jobs/${ID}`)
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such thing')
  })
})

describe('nodes', () => {
  it('are shown with what was not measured as a dash', async () => {
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [node] })),
    )
    open('/nodes')
    const card = await screen.findByRole('listitem', { name: 'attic-box' })
    const given = within(card).getByText('Energy given').parentElement
    expect(given?.textContent).toBe('Energy given–0 tasks completed')
  })

  it('name each of their graphics cards', async () => {
    const card = (name: string) => ({ name, memoryBytes: 24 * 2 ** 30 })
    const capability = { ...node.capability, gpus: [card('One'), card('Two')] }
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [{ ...node, capability }] })),
    )
    const complaints: unknown[] = []
    const complain = console.error
    console.error = (...said: unknown[]) => void complaints.push(said)
    try {
      open('/nodes')
      const item = await screen.findByRole('listitem', { name: 'attic-box' })
      expect(within(item).getAllByText('Graphics')).toHaveLength(2)
    } finally {
      console.error = complain
    }
    expect(complaints).toEqual([])
  })

  it('say by what their owner keeps them from work', async () => {
    const capability = { ...node.capability, freeLeases: 0, limit: { kind: 'IN_USE' as const } }
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [{ ...node, capability }] })),
    )
    open('/nodes')
    const card = await screen.findByRole('listitem', { name: 'attic-box' })
    expect(card.textContent).toContain('Not lent now')
    expect(card.textContent).toContain('Its owner is using it.')
    expect(within(card).queryByText('Idle')).toBeNull()
  })

  it('are drained after a question that names what is handed back, and opened without one', async () => {
    let shown: NodeView = { ...node, state: 'WORKING', job: { id: ID, name: 'digits-cnn' } }
    const changes: string[] = []
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [shown] })),
      http.put(at('/nodes/n/drain'), () => {
        changes.push('drained')
        shown = { ...shown, drainedAt: '2026-01-05T10:00:00Z' }
        return HttpResponse.json(shown)
      }),
      http.delete(at('/nodes/n/drain'), () => {
        changes.push('opened')
        shown = node
        return HttpResponse.json(shown)
      }),
    )
    const user = open('/nodes')
    await user.click(await screen.findByRole('button', { name: 'Drain attic-box' }))
    const question = await screen.findByRole('dialog')
    expect(question.textContent).toContain('hands back digits-cnn with a checkpoint')
    expect(changes).toEqual([])
    await user.click(within(question).getByRole('button', { name: 'Drain the machine' }))
    await user.click(await screen.findByRole('button', { name: 'Let it work again: attic-box' }))
    await screen.findByRole('button', { name: 'Drain attic-box' })
    expect(changes).toEqual(['drained', 'opened'])
  })

  it('are joined by a code with the very command', async () => {
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
      http.post(at('/nodes/codes'), () =>
        HttpResponse.json(
          { code: 'K7QD-M3XR', expiresAt: new Date(Date.now() + 600_000).toISOString() },
          { status: 201 },
        ),
      ),
    )
    const user = open('/nodes')
    await user.click(await screen.findByRole('button', { name: 'Make a joining code' }))
    await screen.findByText('K7QD-M3XR')
    expect(screen.getByText(/worker join http:\/\/dashboard\.test --code K7QD-M3XR/)).toBeDefined()
  })

  it('are joined by a code that is good by the service’s clock, however far off the browser’s is', async () => {
    const now = new Date(Date.now() - 5 * 3_600_000)
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
      http.post(at('/nodes/codes'), () =>
        HttpResponse.json(
          { code: 'K7QD-M3XR', expiresAt: new Date(now.getTime() + 600_000).toISOString() },
          { status: 201, headers: { Date: now.toUTCString() } },
        ),
      ),
    )
    const user = open('/nodes')
    await user.click(await screen.findByRole('button', { name: 'Make a joining code' }))
    await screen.findByText('K7QD-M3XR')
    expect(screen.getByText(/^Good for (9|10) min/)).toBeDefined()
  })

  it('are shown without a way to drain or remove them to a key that may do neither', async () => {
    service.use(
      session({ ...SESSION, scopes: ['submit'] }),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [node] })),
    )
    open('/nodes')
    const card = await screen.findByRole('listitem', { name: 'attic-box' })
    expect(within(card).queryAllByRole('button')).toEqual([])
  })

  it('offer no code to a key that may not donate', async () => {
    service.use(
      session({ ...SESSION, scopes: ['submit'] }),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
    )
    open('/nodes')
    await screen.findByText(/a key with the scope donate may/)
    expect(screen.queryByRole('button', { name: 'Make a joining code' })).toBeNull()
  })
})

describe('a browser without a network', () => {
  beforeEach(() => onlineManager.setOnline(false))
  afterEach(() => onlineManager.setOnline(true))

  it('still reads from a service on the same machine, and changes things there', async () => {
    service.use(
      session(),
      http.get(at('/nodes'), () => HttpResponse.json({ items: [] })),
      http.post(at('/nodes/codes'), () =>
        HttpResponse.json({ code: 'K7QD-M3XR', expiresAt: '2999-01-01T00:00:00Z' }, { status: 201 }),
      ),
    )
    const user = open('/nodes')
    await user.click(await screen.findByRole('button', { name: 'Make a joining code' }))
    await screen.findByText('K7QD-M3XR')
  })
})

describe('a dataset', () => {
  const shown = (format: DataFormat) => {
    const files = [{ path: 'train', sha256: 'a'.repeat(64), size: 5 }]
    const manifest = { name: 'd', version: 1, title: 'A dataset', licence: 'MIT', source: 'made up', format }
    const dataset = {
      ref: 'd@1',
      sha256: 'b'.repeat(64),
      bytes: 5,
      publishedAt: '2026-01-05T10:00:00Z',
      manifest: { ...manifest, splits: { train: { examples: 5, files } } },
    }
    service.use(
      session(),
      http.get(at('/datasets/d/1'), () => HttpResponse.json(dataset)),
    )
    open('/datasets/d/1')
  }

  it('of texts with labels names its classes', async () => {
    const target = { type: 'classes' as const, names: ['ham', 'spam'] }
    shown({ type: 'jsonl', input: 'text', output: 'label', target })
    await screen.findByText('Texts (JSON lines), 2 classes')
    await screen.findByText('ham, spam')
  })

  it('of texts with counterparts says so', async () => {
    shown({ type: 'jsonl', input: 'word', output: 'phonemes', target: { type: 'text' } })
    await screen.findByText('Texts (JSON lines), a text to write for each')
  })

  it('of one text has no target of its own', async () => {
    shown({ type: 'text' })
    await screen.findByText('Plain text, to be continued')
  })
})

describe('a session that ends while a page is open', () => {
  it('leads back to signing in', async () => {
    service.use(
      session(),
      http.get(at('/datasets'), () => problem(401, 'unauthenticated')),
    )
    open('/datasets')
    await screen.findByLabelText('Key')
    expect(location.search).toBe('?to=%2Fdatasets')
  })
})

describe('another account in the same browser', () => {
  it('is shown nothing of the one whose session ended, not even for a moment', async () => {
    let who: string | null = 'first'
    let release: () => void = () => undefined
    const answered = new Promise<void>((resolve) => (release = resolve))
    service.use(
      http.get(at('/session'), () =>
        who === null ? problem(401, 'unauthenticated') : HttpResponse.json({ ...SESSION, accountId: who }),
      ),
      http.post(at('/session'), () => {
        who = 'second'
        return HttpResponse.json({ ...SESSION, accountId: who }, { status: 201 })
      }),
      http.get(at('/nodes'), async () => {
        if (who === null) return problem(401, 'unauthenticated')
        if (who === 'second') await answered
        return HttpResponse.json({ items: [{ ...node, name: `of-${who}` }] })
      }),
    )
    const user = open('/nodes')
    await screen.findByRole('listitem', { name: 'of-first' })
    who = null
    // The list is asked for again by itself.
    await user.type(await screen.findByLabelText('Key'), 'cw_second')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('heading', { level: 1, name: 'Nodes' })
    expect(screen.queryByRole('listitem', { name: 'of-first' })).toBeNull()
    release()
    await screen.findByRole('listitem', { name: 'of-second' })
  })
})

describe('a receipt', () => {
  const footprint = { wh: 12.5, gco2e: 3.75, tier: 'B', relativeError: 0.1 }

  it('says what was used, wasted and saved, and where nothing is known', async () => {
    service.use(
      session(),
      http.get(at(`/jobs/${ID}/receipt`), () =>
        HttpResponse.json({
          subject: { kind: 'JOB', id: ID, name: 'digits-cnn' },
          madeAt: '2026-11-29T12:00:00Z',
          complete: true,
          counts: { jobs: 1, leases: 1, unmeasured: 0, seconds: 5400 },
          total: footprint,
          wasted: { ...footprint, wh: 2.5, gco2e: 0.75 },
          replicated: { ...footprint, wh: 0, gco2e: 0 },
          zones: [{ zone: 'FRA', wh: 12.5, gco2e: 3.75, gramsPerKwh: 300, realisedShare: 0.75, source: 'a source' }],
          comparison: { gco2e: 4.75, gramsPerKwh: 475, savedGrams: 1, assumes: [{ kind: 'AT_ONCE', text: '' }] },
          items: [
            { id: 'l', name: 'attic', outcome: 'TRAINED', from: '2026-11-29T10:00:00Z', zone: 'FRA', wastedShare: 0.2 },
          ],
          itemsLeftOut: 0,
          notes: [{ kind: 'MARGINAL', text: '' }],
        }),
      ),
    )
    open(`/jobs/${ID}/receipt`)
    const total = (await screen.findByRole('rowheader', { name: /Total/ })).closest('tr')
    if (total === null) throw new Error('no row')
    expect(within(total).getByText(/12\.5\sWh/)).toBeTruthy()
    expect(within(total).getAllByText('–')).toHaveLength(2)
    expect(screen.getByText(/It emitted 3\.75\sgCO₂e: 1\sgCO₂e less/)).toBeTruthy()
    expect(screen.getByText(/begun the moment the job was submitted/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'To the job' }).getAttribute('href')).toBe(`/jobs/${ID}`)
  })
})
