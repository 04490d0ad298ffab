import { HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import type { JobView, Problem, Timeline } from '@/shared/api/wire'

/** The pretended service; each test says what it answers. */
export const service = setupServer()

export const at = (path: string) => `http://dashboard.test/api/v1${path}`

export function problem(status: number, name: string, more: Partial<Problem> = {}) {
  return HttpResponse.json(
    { type: `urn:commonwatt:problem:${name}`, title: name, status, ...more },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  )
}

export function job(more: Partial<JobView> = {}): JobView {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    name: 'digits-cnn',
    state: 'RUNNING',
    dataset: 'digits@1',
    createdAt: '2026-01-05T10:00:00Z',
    attempts: 1,
    evaluation: {},
    ...more,
  }
}

/** An hour of waiting, and an hour of running so far. */
export function timeline(): Timeline {
  return {
    from: '2026-01-05T10:00:00Z',
    to: '2026-01-05T12:00:00Z',
    spans: [
      {
        state: 'WAITING',
        from: '2026-01-05T10:00:00Z',
        to: '2026-01-05T11:00:00Z',
        zone: 'GBR',
        reason: 'Waits for cleaner electricity.',
        timing: {
          run: false,
          reason: 'CLEANER_LATER',
          sentence: 'cleaner later',
          window: { zone: 'GBR', from: '2026-01-05T11:00:00Z', to: '2026-01-05T14:00:00Z', gramsPerKwh: 100 },
          gramsPerKwhNow: 420,
          endsAt: '2026-01-05T14:00:00Z',
          expectedGrams: 10,
          gramsAtOnce: 40,
          decidedAt: '2026-01-05T10:00:00Z',
          decideAgainAt: '2026-01-05T11:00:00Z',
        },
      },
      {
        state: 'RUNNING',
        from: '2026-01-05T11:00:00Z',
        node: { id: '0190a000-0000-7000-8000-000000000002', name: 'attic' },
        zone: 'GBR',
        wh: 95,
        gco2e: 9.5,
      },
    ],
    zones: [
      {
        zone: 'GBR',
        source: 'The operator’s file',
        hours: [
          { at: '2026-01-05T10:00:00Z', gramsPerKwh: 420, expected: false },
          { at: '2026-01-05T11:00:00Z', gramsPerKwh: 100, expected: false },
          { at: '2026-01-05T12:00:00Z', gramsPerKwh: 100, expected: true },
          { at: '2026-01-05T13:00:00Z', gramsPerKwh: 150, expected: true },
        ],
      },
    ],
  }
}

/** Server-sent events as they travel. */
export function events(...sent: { id: number; name: string; body: unknown }[]): string {
  return sent.map(({ id, name, body }) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(body)}\n\n`).join('')
}

export function stream(text: string) {
  return new HttpResponse(text, { headers: { 'Content-Type': 'text/event-stream' } })
}
