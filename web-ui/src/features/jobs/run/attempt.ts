/** What an attempt to follow has of the world around it. */
export interface World {
  /** Rings after a time unless what it gives is called before. */
  alarm: (ms: number, ring: () => void) => () => void
  /** Whether nobody sees the page at this moment, as where another tab lies before it. */
  isHidden: () => boolean
  /** Tells of each change of that until what it gives is called. */
  onSight: (changed: () => void) => () => void
}

/** The service lets no quarter of a minute pass without a sign of life: so long a silence is a line that leads nowhere. */
export const LONGEST_SILENCE_MS = 45_000

/**
 * A browser keeps few connections to a service that it speaks to without TLS, for all tabs together: tabs that nobody
 * looks at must not hold them, or those that one looks at get none.
 */
export const UNSEEN_MS = 10_000

/** One connection of a follower. */
export interface Attempt {
  /** Aborts with the page, after too long a silence, and when nobody has looked for a while. */
  signal: AbortSignal
  /** Something came. */
  heard: () => void
  /** Whether it was given up because nobody looked. */
  isUnseen: () => boolean
  /** Ends the watch over it. */
  end: () => void
}

export function beginAttempt(page: AbortSignal, { alarm, isHidden, onSight }: World): Attempt {
  const abort = new AbortController()
  const stop = () => abort.abort()
  let unseen = false
  let stillSilent = alarm(LONGEST_SILENCE_MS, stop)
  let stillUnseen = () => {}
  const looked = () => {
    stillUnseen()
    if (isHidden()) {
      stillUnseen = alarm(UNSEEN_MS, () => {
        unseen = true
        stop()
      })
    }
  }
  const blind = onSight(looked)
  looked()
  if (page.aborted) stop()
  page.addEventListener('abort', stop)
  return {
    signal: abort.signal,
    heard: () => {
      stillSilent()
      stillSilent = alarm(LONGEST_SILENCE_MS, stop)
    },
    isUnseen: () => unseen,
    end: () => {
      stillSilent()
      stillUnseen()
      blind()
      page.removeEventListener('abort', stop)
    },
  }
}

/** Waits until somebody sees the page; rejects when `page` aborts. */
export function seen(page: AbortSignal, { isHidden, onSight }: World): Promise<void> {
  if (!isHidden()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const blind = onSight(() => {
      if (isHidden()) return
      clear()
      resolve()
    })
    const stop = () => {
      clear()
      reject(page.reason as Error)
    }
    function clear() {
      blind()
      page.removeEventListener('abort', stop)
    }
    page.addEventListener('abort', stop)
  })
}

/** The browser's own. */
export const browser: World = {
  alarm: (ms, ring) => {
    const timer = setTimeout(ring, ms)
    return () => clearTimeout(timer)
  },
  isHidden: () => document.visibilityState === 'hidden',
  onSight: (changed) => {
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  },
}
