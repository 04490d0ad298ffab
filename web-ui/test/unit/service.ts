import { HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import type { JobView, Problem } from '@/shared/api/wire'

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

/** Server-sent events as they travel. */
export function events(...sent: { id: number; name: string; body: unknown }[]): string {
  return sent.map(({ id, name, body }) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(body)}\n\n`).join('')
}

export function stream(text: string) {
  return new HttpResponse(text, { headers: { 'Content-Type': 'text/event-stream' } })
}
