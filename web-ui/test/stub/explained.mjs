const GIB = 1024 ** 3

/** Why a job waits: one reason of each kind that a fleet of eleven nodes can have at once. */
export function explained(state) {
  if (state !== 'QUEUED')
    return { state, sentence: 'Waits for a green window at 13:00 UTC.', nodes: 11, able: 0, reasons: [] }
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
    nodes: 11,
    able: 0,
    reasons: [
      reason('BACKING_OFF', 11, 'a run broke on a node', `waiting until ${until}`, [], { until, tasks: 1 }),
      reason(
        'TOO_LITTLE_MEMORY',
        4,
        'offers less than the 8 GiB of memory needed',
        '2 GiB less memory',
        [{ of: 'TOO_LITTLE_MEMORY', bytes: 2 * GIB }],
        { bytes: 8 * GIB, gained: 3 },
      ),
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
