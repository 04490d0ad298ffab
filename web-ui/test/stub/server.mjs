/**
 * A pretended service for working on the dashboard without the real one. It has the interface's shapes and a run that
 * moves; nothing in it is right about anything else. `node test/stub/server.mjs [--port 8480] [--files dist]`
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { explained } from './explained.mjs'
import { receiptOf } from './receipt.mjs'
import { makeWorld, takeUp } from './world.mjs'

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8480' },
    files: { type: 'string' },
    key: { type: 'string', default: 'cw_stub_key' },
  },
})
const json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const SCHEMA = json('../../../docs/job-spec.schema.json')
const PLAN = json('../fixtures/plan.json')
const TIMELINE = json('../fixtures/timeline.json')
const stub = makeWorld()
const session = {
  accountId: randomUUID(),
  accountName: 'first',
  scopes: ['submit', 'donate', 'operate'],
  csrfToken: randomBytes(8).toString('hex'),
}

const problem = (status, name, title, more) => ({
  status,
  problem: { type: `urn:commonwatt:problem:${name}`, title, status, ...more },
})
const notFound = () => problem(404, 'not-found', 'Not found', { detail: 'There is no such thing.' })

function rejected(text) {
  const spec = parse(text)
  const line = text.split('\n').findIndex((one) => one.includes('kernel: 99')) + 1
  if (line > 0) {
    return [
      {
        pointer: '/model/layers/2',
        message: 'the kernel of 99 does not fit the input (32, 26, 26)',
        suggestion: 'a kernel of 26 or less',
        line,
        column: 7,
      },
    ]
  }
  return typeof spec?.name === 'string'
    ? []
    : [{ pointer: '', message: 'the field name is missing', line: 1, column: 1 }]
}

function drained(id, drainedAt) {
  const node = stub.nodes.find((one) => one.id === id)
  return node && { body: Object.assign(node, { drainedAt }) }
}

const routes = [
  ['GET', /^\/session$/, () => ({ body: session })],
  ['DELETE', /^\/session$/, () => ({ status: 204, cookie: 'commonwatt_session=; Path=/; Max-Age=0' })],
  [
    'GET',
    /^\/jobs$/,
    ({ query }) => {
      const states = query.getAll('state')
      const all = [...stub.jobs.values()]
        .map(({ run }) => run.job)
        .filter(
          (job) => (states.length === 0 || states.includes(job.state)) && job.name.includes(query.get('name') ?? ''),
        )
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      const from = Number(query.get('cursor') ?? 0)
      const to = from + Number(query.get('limit') ?? 50)
      return { body: { items: all.slice(from, to), ...(to < all.length ? { nextCursor: String(to) } : {}) } }
    },
  ],
  [
    'POST',
    /^\/plans$/,
    ({ text }) => {
      const violations = rejected(text)
      return violations.length > 0
        ? problem(422, 'spec-rejected', 'The spec was rejected', { violations })
        : { body: PLAN }
    },
  ],
  [
    'POST',
    /^\/jobs$/,
    ({ text }) => {
      const run = stub.add({ name: parse(text).name, state: 'QUEUED', stateReason: 'Waits for a node.' })
      stub.jobs.get(run.job.id).spec = text
      setTimeout(() => takeUp(stub, run, 1000), 1500)
      return { status: 201, body: run.job }
    },
  ],
  ['GET', /^\/jobs\/([^/]+)$/, ({ job }) => job && { body: job.run.job }],
  ['GET', /^\/jobs\/([^/]+)\/timeline$/, ({ job }) => job && { body: TIMELINE }],
  ['GET', /^\/jobs\/([^/]+)\/spec$/, ({ job }) => job && { text: job.spec }],
  ['GET', /^\/jobs\/([^/]+)\/explanation$/, ({ job }) => job && { body: explained(job.run.job.state) }],
  [
    'GET',
    /^\/jobs\/([^/]+)\/metrics$/,
    ({ job }) => {
      if (!job) return undefined
      const series = new Map()
      for (const point of job.run.points) {
        const key = `${point.name} ${point.split}`
        if (!series.has(key)) series.set(key, { name: point.name, split: point.split, total: 0, points: [] })
        series.get(key).points.push(point)
        series.get(key).total += 1
      }
      return { body: { series: [...series.values()] } }
    },
  ],
  [
    'GET',
    /^\/jobs\/([^/]+)\/logs$/,
    ({ job, query }) => {
      const items = job?.run.log.filter((line) => line.seq > Number(query.get('after') ?? 0))
      return job && { body: { items } }
    },
  ],
  [
    'GET',
    /^\/jobs\/([^/]+)\/model$/,
    ({ job }) => {
      if (!job) return undefined
      const header = Buffer.from(JSON.stringify({ 'dense1.bias': { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }))
      const length = Buffer.alloc(8)
      length.writeBigUInt64LE(BigInt(header.length))
      return { bytes: Buffer.concat([length, header, Buffer.alloc(4)]) }
    },
  ],
  [
    'PUT',
    /^\/jobs\/([^/]+)\/cancellation$/,
    ({ job }) => {
      if (!job) return undefined
      const view = job.run.job
      if (view.state === 'SUCCEEDED' || view.state === 'FAILED')
        return problem(409, 'state-conflict', 'Too late', { detail: 'The job has ended.' })
      Object.assign(view, {
        state: 'CANCELLED',
        stateReason: 'Cancelled by its owner.',
        finishedAt: new Date().toISOString(),
      })
      job.run.state()
      return { body: view }
    },
  ],
  [
    'PUT',
    /^\/jobs\/([^/]+)\/checkpoint-request$/,
    ({ job }) => {
      if (!job) return undefined
      if (job.run.job.state !== 'RUNNING')
        return problem(409, 'state-conflict', 'Not now', { detail: 'No node works on it at this moment.' })
      job.run.say('INFO', 'Checkpoint kept')
      return { status: 204 }
    },
  ],
  ['GET', /^\/jobs\/([^/]+)\/receipt$/, ({ match }) => ({ body: receiptOf('JOB', 'digits-cnn', match[1]) })],
  ['GET', /^\/nodes\/([^/]+)\/receipt$/, ({ match }) => ({ body: receiptOf('NODE', 'attic-box', match[1]) })],
  [
    'GET',
    /^\/datasets\/([^/]+)\/(\d+)\/receipt$/,
    ({ match }) => ({ body: receiptOf('DATASET', `${match[1]}@${match[2]}`) }),
  ],
  ['GET', /^\/account\/receipt$/, () => ({ body: receiptOf('ACCOUNT', 'home') })],
  ['GET', /^\/nodes$/, () => ({ body: { items: stub.nodes } })],
  [
    'POST',
    /^\/nodes\/codes$/,
    () => ({ status: 201, body: { code: 'K7QD-M3XR', expiresAt: new Date(Date.now() + 600_000).toISOString() } }),
  ],
  ['PUT', /^\/nodes\/([^/]+)\/drain$/, ({ match }) => drained(match[1], new Date().toISOString())],
  ['DELETE', /^\/nodes\/([^/]+)\/drain$/, ({ match }) => drained(match[1], undefined)],
  [
    'DELETE',
    /^\/nodes\/([^/]+)$/,
    ({ match }) => {
      stub.nodes.splice(
        stub.nodes.findIndex(({ id }) => id === match[1]),
        1,
      )
      return { status: 204 }
    },
  ],
  ['GET', /^\/datasets$/, () => ({ body: { items: stub.datasets } })],
  [
    'GET',
    /^\/datasets\/([^/]+)\/(\d+)$/,
    ({ match }) => {
      const body = stub.datasets.find(({ ref }) => ref === `${match[1]}@${match[2]}`)
      return body && { body }
    },
  ],
  ['GET', /^\/schemas\/job-spec$/, () => ({ body: SCHEMA })],
]

function send(response, { status = 200, body, text, bytes, problem: fault, cookie }) {
  const headers = cookie === undefined ? {} : { 'Set-Cookie': cookie }
  if (fault !== undefined) headers['Content-Type'] = 'application/problem+json'
  else if (body !== undefined) headers['Content-Type'] = 'application/json'
  else if (text !== undefined) headers['Content-Type'] = 'application/yaml'
  response.writeHead(status, headers).end(bytes ?? text ?? (status === 204 ? undefined : JSON.stringify(fault ?? body)))
}

function events(response, run, lastEventId) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const write = ({ id, name, body }) => {
    response.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(body)}\n\n`)
    if (name === 'state' && ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(body.job.state)) response.end()
  }
  const since = lastEventId === undefined ? run.feed.length : Number(lastEventId)
  run.feed.slice(since).forEach(write)
  write({ id: run.feed.length, name: 'state', body: { job: run.job } })
  run.listeners.add(write)
  response.on('close', () => run.listeners.delete(write))
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

function file(response, path) {
  const root = resolve(options.files ?? 'dist')
  const wanted = join(root, path)
  const found =
    wanted.startsWith(root) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(root, 'index.html')
  response.writeHead(200, {
    'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream',
    'Content-Security-Policy':
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  })
  createReadStream(found).pipe(response)
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://stub')
  if (!url.pathname.startsWith('/api/v1')) return file(response, url.pathname)
  const path = url.pathname.slice('/api/v1'.length)
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString()
    if (request.method === 'POST' && path === '/session') {
      const right = JSON.parse(text).key === options.key
      return send(
        response,
        right
          ? { status: 201, body: session, cookie: 'commonwatt_session=1; Path=/; HttpOnly; SameSite=Strict' }
          : problem(401, 'unauthenticated', 'Not signed in'),
      )
    }
    if (!/commonwatt_session=1/.test(request.headers.cookie ?? ''))
      return send(response, problem(401, 'unauthenticated', 'Not signed in'))
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== session.csrfToken)
      return send(response, problem(403, 'csrf', 'The token is missing'))
    const stream = /^\/jobs\/([^/]+)\/events$/.exec(path)
    if (stream) {
      const job = stub.jobs.get(stream[1])
      return job ? events(response, job.run, request.headers['last-event-id']) : send(response, notFound())
    }
    for (const [method, pattern, answer] of routes) {
      const match = pattern.exec(path)
      if (method === request.method && match) {
        return send(
          response,
          answer({ match, text, query: url.searchParams, job: stub.jobs.get(match[1]) }) ?? notFound(),
        )
      }
    }
    return send(response, notFound())
  })
}).listen(Number(options.port), '127.0.0.1', () =>
  console.log(`stub at http://127.0.0.1:${options.port}, key ${options.key}`),
)
