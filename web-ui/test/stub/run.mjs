/** One pretended training run: a curve that falls, a second one beside it, a log. */
export class Run {
  constructor(job, { stepsPerSecond = 60, epochs = 5, stepsPerEpoch = 250 } = {}) {
    this.job = job
    this.stepsPerSecond = stepsPerSecond
    this.epochs = epochs
    this.stepsPerEpoch = stepsPerEpoch
    this.totalSteps = epochs * stepsPerEpoch
    this.step = 0
    this.points = []
    this.log = []
    this.feed = []
    this.listeners = new Set()
    this.seed = 7
  }

  noise() {
    this.seed = (this.seed * 1103515245 + 12345) % 2147483648
    return this.seed / 2147483648 - 0.5
  }

  publish(name, body) {
    const event = { id: this.feed.length + 1, name, body }
    this.feed.push(event)
    for (const listener of this.listeners) listener(event)
  }

  say(level, text) {
    const line = { seq: this.log.length + 1, at: new Date().toISOString(), level, text }
    this.log.push(line)
    this.publish('log', { lines: [line] })
  }

  state() {
    this.publish('state', { job: this.job })
  }

  /** Moves the run on by `seconds`, as a report of its node would. */
  advance(seconds) {
    const at = new Date().toISOString()
    const to = Math.min(this.totalSteps, this.step + Math.max(1, Math.round(this.stepsPerSecond * seconds)))
    const fresh = []
    while (this.step < to) {
      this.step += 1
      const epoch = this.step / this.stepsPerEpoch
      if (this.step % 10 === 0) {
        const loss = 0.03 + 2.2 * Math.exp(-epoch * 1.6) * (1 + 0.25 * this.noise()) + 0.02 * Math.abs(this.noise())
        fresh.push({ step: this.step, epoch, name: 'loss', split: 'train', value: loss, at })
      }
      if (this.step % this.stepsPerEpoch === 0) {
        const accuracy = 0.988 - 0.09 * Math.exp(-epoch * 0.9)
        fresh.push({
          step: this.step,
          epoch,
          name: 'loss',
          split: 'heldOut',
          value: 0.035 + 0.4 * Math.exp(-epoch),
          at,
        })
        fresh.push({ step: this.step, epoch, name: 'accuracy', split: 'heldOut', value: accuracy, at })
        this.say('INFO', `Epoch ${epoch}: held-out accuracy ${accuracy.toFixed(4)}`)
      }
    }
    this.points.push(...fresh)
    const newest = (name, split) => this.points.findLast((p) => p.name === name && p.split === split)?.value
    this.job.progress = {
      step: this.step,
      totalSteps: this.totalSteps,
      epoch: this.step / this.stepsPerEpoch,
      totalEpochs: this.epochs,
      samplesPerSecond: this.stepsPerSecond * 32 + 20 * this.noise(),
      loss: newest('loss', 'train'),
      accuracy: newest('accuracy', 'heldOut'),
      at,
    }
    this.job.energy = {
      wh: 0.0004 * this.step,
      tier: 'D',
      relativeError: 0.5,
      gco2e: 0.0004 * this.step * 0.475,
      intensityGramsPerKwh: 475,
      intensitySource: 'Ember 2024, world average, life cycle',
    }
    if (fresh.length > 0) this.publish('metrics', { points: fresh })
    this.state()
    return this.step >= this.totalSteps
  }
}
