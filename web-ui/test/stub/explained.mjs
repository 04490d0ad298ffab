const GIB = 1024 ** 3

/** Why a job waits for cleaner electricity. */
function deferred(state) {
  const later = (hours) => new Date(Math.ceil(Date.now() / 3_600_000 + hours) * 3_600_000).toISOString()
  const window = { zone: 'GBR', from: later(2), to: later(6), gramsPerKwh: 92 }
  const sentence = '231 gCO2e/kWh now, 92 gCO2e/kWh expected in GBR'
  return {
    state,
    sentence: `Waits for a green window until ${window.from}, to save 24.1 of 40.1 gCO2e (estimate): ${sentence}.`,
    nodes: 11,
    able: 0,
    reasons: [
      {
        kind: 'GREEN_WINDOW',
        nodes: 11,
        sentence: `waits for hours with cleaner electricity: ${sentence}`,
        nearestChange: `waiting until ${window.from} → 7 nodes`,
        change: [],
        gained: 7,
        until: window.from,
        timing: {
          run: false,
          reason: 'CLEANER_LATER',
          sentence,
          window,
          gramsPerKwhNow: 231,
          endsAt: window.to,
          expectedGrams: 16,
          gramsAtOnce: 40.1,
          decidedAt: later(-1),
          decideAgainAt: later(0),
        },
      },
      {
        kind: 'TOO_LITTLE_MEMORY',
        nodes: 4,
        sentence: 'offers less than the 8 GiB of memory needed',
        nearestChange: '2 GiB less memory → 3 nodes',
        change: [{ of: 'TOO_LITTLE_MEMORY', bytes: 2 * GIB }],
        gained: 3,
        bytes: 8 * GIB,
      },
    ],
  }
}

/** Why a job waits: one reason of each kind that a fleet of thirteen nodes can have at once. */
export function explained(state) {
  if (state !== 'QUEUED') return deferred(state)
  const until = new Date(Date.now() + 40_000).toISOString()
  const reason = (kind, nodes, sentence, nearestChange, change, more = {}) => ({
    kind,
    nodes,
    sentence,
    nearestChange: `${nearestChange} → 1 node`,
    change,
    gained: 1,
    ...more,
  })
  return {
    state,
    sentence: 'A node broke its run; it is tried again later.',
    nodes: 13,
    able: 0,
    reasons: [
      reason('BACKING_OFF', 13, 'a run broke on a node', `waiting until ${until}`, [], { until, tasks: 1 }),
      reason(
        'TOO_LITTLE_MEMORY',
        4,
        'offers less than the 8 GiB of memory needed',
        '2 GiB less memory',
        [{ of: 'TOO_LITTLE_MEMORY', bytes: 2 * GIB }],
        { bytes: 8 * GIB, gained: 3 },
      ),
      reason('OUTSIDE_HOURS', 1, 'is outside the hours in which its owner lends it', `its hours begin at ${until}`, [
        { of: 'OUTSIDE_HOURS', until },
      ]),
      reason('IN_USE', 1, 'is in use by its owner', 'its owner leaves it for a while', [{ of: 'IN_USE' }]),
      reason('BUSY', 2, 'works on other tasks', 'the node ends what it works on', [{ of: 'BUSY' }]),
      reason('AWAY', 1, 'was not heard from lately', 'the node is heard from again', [{ of: 'AWAY' }]),
      reason('DRAINED', 1, 'is drained', 'its donor ends the draining and the node is heard from again', [
        { of: 'DRAINED' },
        { of: 'AWAY' },
      ]),
      reason('HELD_FOR_CHEAPER', 1, 'would emit more', `waiting until ${until}`, [{ of: 'HELD_FOR_CHEAPER', until }], {
        until,
      }),
    ],
  }
}
