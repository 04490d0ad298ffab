import { useEffect, useState } from 'react'

/** The present time in ms, renewed every `everyMs`; a constant where `everyMs` is 0. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (everyMs === 0) return
    const tick = () => setNow(Date.now())
    // What it was when the clock last stood may be long ago.
    const first = setTimeout(tick)
    const timer = setInterval(tick, everyMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [everyMs])
  return now
}
