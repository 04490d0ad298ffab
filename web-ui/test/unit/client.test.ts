import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { cancelJob } from '@/features/jobs/api/cancelJob'
import { getJob } from '@/features/jobs/api/getJob'
import { listJobs } from '@/features/jobs/api/listJobs'
import { createSession } from '@/features/sign-in/api/createSession'
import { submitJob } from '@/features/submit/api/submitJob'
import { isProblem, ProblemError, UnreachableError } from '@/shared/api/problem'
import { getSession } from '@/shared/session/api/getSession'
import { at, job, problem, service } from './service'

const signal = new AbortController().signal
const session = { accountId: 'a', accountName: 'first', scopes: ['submit'], csrfToken: 'token-1' }

describe('requests', () => {
  it('carry the session’s CSRF token on changes, and on nothing else', async () => {
    const tokens: Record<string, string | null> = {}
    service.use(
      http.post(at('/session'), () => HttpResponse.json(session, { status: 201 })),
      http.get(at('/jobs/j'), ({ request }) => {
        tokens.read = request.headers.get('X-CSRF-Token')
        return HttpResponse.json(job())
      }),
      http.put(at('/jobs/j/cancellation'), ({ request }) => {
        tokens.change = request.headers.get('X-CSRF-Token')
        return HttpResponse.json(job({ state: 'CANCELLED' }))
      }),
    )
    await createSession('cw_key')
    await getJob('j', signal)
    await cancelJob('j')
    expect(tokens).toEqual({ read: null, change: 'token-1' })
  })

  it('repeat the state for each of several', async () => {
    let asked = ''
    service.use(
      http.get(at('/jobs'), ({ request }) => {
        asked = new URL(request.url).search
        return HttpResponse.json({ items: [] })
      }),
    )
    await listJobs({ show: 'active', name: 'digits' }, 'c1', signal)
    expect(asked).toBe('?limit=50&state=QUEUED&state=WAITING&state=RUNNING&state=PAUSED&name=digits&cursor=c1')
  })

  it('send a spec as the very text, with its key', async () => {
    let sent = {}
    service.use(
      http.post(at('/jobs'), async ({ request }) => {
        const { headers } = request
        sent = { text: await request.text(), type: headers.get('Content-Type'), key: headers.get('Idempotency-Key') }
        return HttpResponse.json(job(), { status: 201 })
      }),
    )
    await submitJob({ text: 'name: "x"\n', key: 'k1' })
    expect(sent).toEqual({ text: 'name: "x"\n', type: 'application/yaml', key: 'k1' })
  })

  it('throw the service’s problem document with all that it says', async () => {
    const violations = [{ pointer: '/model', message: 'wrong', line: 3, column: 1 }]
    service.use(http.get(at('/jobs/j'), () => problem(422, 'spec-rejected', { violations })))
    const thrown: unknown = await getJob('j', signal).catch((error: unknown) => error)
    expect(isProblem(thrown, 'spec-rejected')).toBe(true)
    expect((thrown as ProblemError).problem.violations).toEqual(violations)
  })

  it('make a problem of an error page that some proxy sent', async () => {
    service.use(http.get(at('/jobs/j'), () => new HttpResponse('<html>', { status: 502, statusText: 'Bad Gateway' })))
    const thrown: unknown = await getJob('j', signal).catch((error: unknown) => error)
    expect((thrown as ProblemError).problem).toMatchObject({ status: 502, title: 'Bad Gateway' })
  })

  it('say that nobody answered when nobody did', async () => {
    service.use(http.get(at('/jobs/j'), () => HttpResponse.error()))
    await expect(getJob('j', signal)).rejects.toBeInstanceOf(UnreachableError)
  })

  it('take a missing session for nobody, and any other fault for a fault', async () => {
    service.use(http.get(at('/session'), () => problem(401, 'unauthenticated')))
    await expect(getSession(signal)).resolves.toBeNull()
    service.use(http.get(at('/session'), () => problem(500, 'internal')))
    await expect(getSession(signal)).rejects.toBeInstanceOf(ProblemError)
  })
})
