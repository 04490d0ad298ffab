import { describe, expect, it } from 'vitest'
import { figuresIn, UNMEASURED } from '@/shared/figures/figures'

const f = figuresIn('en')
/** Narrow and non-breaking spaces read as plain ones here. */
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

describe('figures', () => {
  it('show what was not measured as a dash, never as 0', () => {
    const formats = [
      f.number,
      f.score,
      f.count,
      f.shortCount,
      f.percent,
      f.bytes,
      f.duration,
      f.energy,
      f.band,
      f.carbon,
    ]
    for (const format of [...formats, f.intensity, f.flops, f.rate]) {
      expect([format(null), format(undefined), format(Number.NaN)]).toEqual([UNMEASURED, UNMEASURED, UNMEASURED])
      expect(format(0)).not.toBe(UNMEASURED)
    }
    expect([f.moment(null), f.clock(undefined), f.ago(null, 0)]).toEqual([UNMEASURED, UNMEASURED, UNMEASURED])
  })

  it.each([
    [f.energy(0.2581), '0.258 Wh'],
    [f.energy(0.0042), '4.2 mWh'],
    [f.energy(12_345), '12.3 kWh'],
    [f.energy(0), '0 Wh'],
    [f.carbon(0.1226), '0.123 gCO₂e'],
    [f.carbon(0.0012), '1.2 mgCO₂e'],
    [f.carbon(2500), '2.5 kgCO₂e'],
    [f.intensity(474.6), '475 gCO₂e/kWh'],
    [f.band(0.5), '± 50 %'],
    [f.bytes(1023), '1,020 B'],
    [f.bytes(770_926_104), '735 MiB'],
    [f.bytes(8 * 2 ** 30), '8 GiB'],
    [f.flops(3.14050178e12), '3.14 TFLOP'],
    [f.flops(2570), '2.57 kFLOP'],
    [f.shortCount(9999), '9,999'],
    [f.shortCount(1_199_882), '1.2 M'],
    [f.count(1_199_882), '1,199,882'],
    [f.percent(0.9), '90.0%'],
    [f.percent(0.98625), '98.6%'],
    [f.percent(0.99125), '99.13%'],
    [f.percent(1), '100.0%'],
    [f.score(0.04), '0.0400'],
    [f.score(2.1), '2.10'],
    [f.duration(8.44), '8.4 sec'],
    [f.duration(61.9), '1 min 2 sec'],
    [f.duration(3600), '1 hr'],
    [f.duration(93_784), '1 day 2 hr'],
  ])('%s reads %s', (shown, wanted) => {
    expect(plain(shown)).toBe(wanted)
  })

  it('count time back from now, and never into the future', () => {
    const now = Date.parse('2026-01-05T10:00:00Z')
    expect(f.ago('2026-01-05T09:59:30Z', now)).toBe('30 sec. ago')
    expect(f.ago('2026-01-05T07:10:00Z', now)).toBe('3 hr. ago')
    expect(f.ago('2026-01-04T09:00:00Z', now)).toBe('yesterday')
    expect(f.ago('2026-01-05T10:00:04Z', now)).toBe('now')
  })

  it('call yesterday only what was then, by the calendar', () => {
    const now = Date.parse('2026-01-05T01:00:00Z')
    expect(f.ago('2026-01-04T00:30:00Z', now)).toBe('yesterday')
    expect(f.ago('2026-01-03T14:00:00Z', now)).toBe('2 days ago')
    expect(figuresIn('zh-CN').ago('2026-01-03T14:00:00Z', now)).toBe('前天')
    expect(figuresIn('zh-CN').ago('2026-01-02T14:00:00Z', now)).toBe('3天前')
  })

  it('speak Chinese where the page does', () => {
    const zh = figuresIn('zh-CN')
    expect(plain(zh.duration(61.9))).toBe('1分钟 2秒')
    expect(zh.ago('2026-01-05T07:00:00Z', Date.parse('2026-01-05T10:00:00Z'))).toBe('3小时前')
  })
})
