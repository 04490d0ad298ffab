const band = { tier: 'D', relativeError: 0.5 }
const notes = ['MARGINAL', 'ATTRIBUTED', 'INTENSITY', 'WASTED', 'REPLICATED', 'EMBODIED'].map((kind) => ({
  kind,
  text: kind,
}))

/** The receipt of a job that moved over three nodes, or of whatever else is asked for. */
export function receiptOf(kind, name, id) {
  const begun = Date.parse('2026-11-28T21:40:00Z')
  const items = [
    ['attic-box', 'FRA', 'RELEASED', 1.31, 0.073, 56, 0.12],
    ['lab-workstation-with-a-long-name', 'DEU', 'EXPIRED', 3.9, 1.34, 344, 0.4],
    ['cellar', null, 'TRAINED', 7.2, 3.42, 475, 0],
  ].map(([node, zone, outcome, wh, gco2e, gramsPerKwh, wastedShare], index) => ({
    id: `0190a000-0000-7000-8000-00000000010${index}`,
    name: kind === 'JOB' ? node : `digits-${index}`,
    ...(kind === 'JOB' ? { outcome, zone: zone ?? undefined } : {}),
    from: new Date(begun + index * 3_600_000).toISOString(),
    to: new Date(begun + index * 3_600_000 + 2_900_000).toISOString(),
    footprint: { wh, gco2e, attributedWh: wh * 1.3, attributedGco2e: gco2e * 1.3, ...band },
    gramsPerKwh,
    wastedShare,
    ...(kind === 'JOB'
      ? {
          method:
            'Processor time (4212.0 s) × design power of one core (7.50 W): 240.0 W over 32 logical cores, from table.',
        }
      : {}),
  }))
  return {
    subject: { kind, name, ...(id === undefined ? {} : { id }) },
    madeAt: new Date().toISOString(),
    complete: true,
    counts: { jobs: kind === 'JOB' ? 1 : 3, leases: 3, unmeasured: 0, seconds: 8700 },
    total: { wh: 12.41, gco2e: 4.83, attributedWh: 16.1, attributedGco2e: 6.28, ...band },
    wasted: { wh: 1.72, gco2e: 0.545, attributedWh: 2.2, attributedGco2e: 0.71, ...band },
    replicated: { wh: 0, gco2e: 0, attributedWh: 0, attributedGco2e: 0, ...band },
    zones: [
      { wh: 7.2, gco2e: 3.42, gramsPerKwh: 475, realisedShare: 0, source: "the world's mean; no zone is set" },
      {
        zone: 'DEU',
        wh: 3.9,
        gco2e: 1.34,
        gramsPerKwh: 344,
        realisedShare: 0.91,
        source: 'Electricity Maps, life cycle',
      },
      {
        zone: 'FRA',
        wh: 1.31,
        gco2e: 0.073,
        gramsPerKwh: 56,
        realisedShare: 1,
        source: 'Electricity Maps, life cycle',
      },
    ],
    comparison: {
      gco2e: 5.22,
      gramsPerKwh: 488,
      savedGrams: 0.39,
      assumes: ['SAME_ENERGY', 'AVERAGE_NODE', 'AT_ONCE'].map((kind) => ({ kind, text: kind })),
    },
    items,
    itemsLeftOut: 0,
    notes,
  }
}
