import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { JobView, LogLine, MetricPoint } from '@/shared/api/wire'
import type { Attempt } from './attempt'

/** What a job's stream says. */
export type JobEvent =
  { name: 'state'; job: JobView } | { name: 'metrics'; points: MetricPoint[] } | { name: 'log'; lines: LogLine[] }

export interface Received {
  /** To take up from, or null where the service gave none. */
  id: string | null
  event: JobEvent
}

/** Reads a stream's bytes as events; names that this page does not know yet are passed over. */
export async function* readEvents(
  bytes: ReadableStream<Uint8Array>,
  { signal, heard }: Pick<Attempt, 'signal' | 'heard'>,
): AsyncGenerator<Received> {
  const reader = bytes
    .pipeThrough(listening(heard))
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  const stop = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const event = asJobEvent(value.event, value.data)
      if (event !== null) yield { id: value.id ?? null, event }
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await reader.cancel().catch(() => undefined)
  }
}

/** Hands on what comes, and tells of each piece: a heartbeat is no event, yet a sign of life. */
function listening(heard: () => void): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform: (piece, controller) => {
      heard()
      controller.enqueue(piece)
    },
  })
}

function asJobEvent(name: string | undefined, data: string): JobEvent | null {
  const body = JSON.parse(data) as { job: JobView; points: MetricPoint[]; lines: LogLine[] }
  if (name === 'state') return { name, job: body.job }
  if (name === 'metrics') return { name, points: body.points }
  if (name === 'log') return { name, lines: body.lines }
  return null
}
