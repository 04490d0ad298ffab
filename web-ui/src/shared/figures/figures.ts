/** Numbers as people read them: each with its unit, and a dash where nothing was measured. */

export const UNMEASURED = '–'

type Maybe = number | null | undefined

export interface Figures {
  /** A plain number with at most four significant digits. */
  number: (value: Maybe) => string
  /** A score such as a loss, always with three significant digits, so that columns compare. */
  score: (value: Maybe) => string
  /** A whole number with grouping. */
  count: (value: Maybe) => string
  /** A large whole number, shortened: 1.2 M. */
  shortCount: (value: Maybe) => string
  /** A share 0..1 as percent, with the digits that tell good runs apart. */
  percent: (value: Maybe) => string
  /** Bytes in binary units. */
  bytes: (value: Maybe) => string
  /** Seconds as hours, minutes, seconds. */
  duration: (seconds: Maybe) => string
  /** Watt-hours. */
  energy: (wh: Maybe) => string
  /** The half-width of a band: ± 50 %. */
  band: (relativeError: Maybe) => string
  /** Grams of CO2 equivalent. */
  carbon: (grams: Maybe) => string
  /** Carbon intensity, gCO2e/kWh. */
  intensity: (gramsPerKwh: Maybe) => string
  /** Floating-point operations. */
  flops: (value: Maybe) => string
  /** Examples per second. */
  rate: (samplesPerSecond: Maybe) => string
  /** A moment, to the second, in the reader's time zone. */
  moment: (iso: string | null | undefined) => string
  /** A day and a time, to the minute, in the reader's time zone. */
  minute: (iso: string | null | undefined) => string
  /** A full hour on an axis: its time, or at midnight the day. */
  hourMark: (at: number) => string
  /** A time of day, to the second. */
  clock: (iso: string | null | undefined) => string
  /** How long ago, in the largest unit that fits. */
  ago: (iso: string | null | undefined, now: number) => string
}

const NARROW_SPACE = '\u202f'
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
const METRIC = ['', 'K', 'M', 'G', 'T', 'P', 'E']

function known(value: Maybe): value is number {
  return value !== null && value !== undefined && Number.isFinite(value)
}

/** Divides by `base` while it stays at least 1; gives what is left and how often it was divided. */
function scaled(value: number, base: number, steps: number): [number, number] {
  let rest = value
  let power = 0
  while (Math.abs(rest) >= base && power < steps) {
    rest /= base
    power += 1
  }
  return [rest, power]
}

/** Midnights between two moments, by the reader's own clock; days of 23 or 25 hours count as days. */
function daysBetween(from: number, to: number): number {
  return Math.round((new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000)
}

export function figuresIn(language: string): Figures {
  const significant = (digits: number) => new Intl.NumberFormat(language, { maximumSignificantDigits: digits })
  const three = significant(3)
  const scores = new Intl.NumberFormat(language, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
  const percent = (digits: number) =>
    new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits })
  const percents = percent(1)
  const finePercents = percent(2)
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const unit = (name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 })
  const units = { day: unit('day'), hour: unit('hour'), minute: unit('minute'), second: unit('second') }
  const fine = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumSignificantDigits: 2,
  })
  const momentFormat = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
  const minuteFormat = new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const dayFormat = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' })
  const hourFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const clockFormat = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const withUnit = (text: string, name: string) => (name === '' ? text : `${text}${NARROW_SPACE}${name}`)
  const when = (format: (value: number) => string) => (value: Maybe) => (known(value) ? format(value) : UNMEASURED)

  const duration = when((seconds) => {
    if (seconds < 10) return fine.format(seconds)
    const total = Math.round(seconds)
    const parts: [number, Intl.NumberFormat][] = [
      [Math.floor(total / 86_400), units.day],
      [Math.floor((total % 86_400) / 3600), units.hour],
      [Math.floor((total % 3600) / 60), units.minute],
      [total % 60, units.second],
    ]
    const first = parts.findIndex(([amount]) => amount > 0)
    return parts
      .slice(first, first + 2)
      .filter(([amount]) => amount > 0)
      .map(([amount, format]) => format.format(amount))
      .join(' ')
  })

  /** Thousandths below one, thousands above a thousand. */
  const metric = (name: string) =>
    when((value) => {
      const size = Math.abs(value)
      if (size >= 1000) return withUnit(three.format(value / 1000), `k${name}`)
      if (size > 0 && size < 0.01) return withUnit(three.format(value * 1000), `m${name}`)
      return withUnit(three.format(value), name)
    })

  return {
    number: when((value) => significant(4).format(value)),
    score: when((value) => scores.format(value)),
    count: when((value) => whole.format(value)),
    shortCount: when((value) => {
      if (value < 10_000) return whole.format(value)
      const [rest, power] = scaled(value, 1000, METRIC.length - 1)
      return withUnit(three.format(rest), METRIC[power] ?? '')
    }),
    percent: when((value) => (value > 0.99 && value < 1 ? finePercents : percents).format(value)),
    bytes: when((value) => {
      const [rest, power] = scaled(value, 1024, BINARY.length - 1)
      return withUnit(three.format(rest), BINARY[power] ?? 'B')
    }),
    duration,
    energy: metric('Wh'),
    band: when((value) => `±${NARROW_SPACE}${whole.format(value * 100)}${NARROW_SPACE}%`),
    carbon: metric('gCO₂e'),
    intensity: when((value) => withUnit(three.format(value), 'gCO₂e/kWh')),
    flops: when((value) => {
      const [rest, power] = scaled(value, 1000, METRIC.length - 1)
      const prefix = METRIC[power] ?? ''
      return withUnit(three.format(rest), `${prefix === 'K' ? 'k' : prefix}FLOP`)
    }),
    rate: when((value) => three.format(value)),
    moment: (iso) => (iso ? momentFormat.format(new Date(iso)) : UNMEASURED),
    minute: (iso) => (iso ? minuteFormat.format(new Date(iso)) : UNMEASURED),
    hourMark: (at) => (new Date(at).getHours() === 0 ? dayFormat : hourFormat).format(at),
    clock: (iso) => (iso ? clockFormat.format(new Date(iso)) : UNMEASURED),
    ago: (iso, now) => {
      if (!iso) return UNMEASURED
      const seconds = Math.min(0, (Date.parse(iso) - now) / 1000)
      const size = -seconds
      if (size < 60) return relative.format(Math.round(seconds), 'second')
      if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute')
      if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour')
      // By the calendar: "yesterday" names a day, not so many hours.
      return relative.format(-daysBetween(Date.parse(iso), now), 'day')
    },
  }
}
