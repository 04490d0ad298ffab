import { bodyOf, client } from '@/shared/api/client'
import type { MetricSet } from '@/shared/api/wire'

/** `GET /jobs/{id}/metrics`: every series, thinned by the service to at most `points` each. */
export async function getMetrics(id: string, points: number, signal: AbortSignal): Promise<MetricSet> {
  return bodyOf(await client.GET('/api/v1/jobs/{id}/metrics', { params: { path: { id }, query: { points } }, signal }))
}
