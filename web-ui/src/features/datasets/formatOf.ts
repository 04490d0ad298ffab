import type { DataFormat, DatasetView } from '@/shared/api/wire'

/** A manifest's format by its forms; the service lets no manifest in whose format is none of them. */
export function formatOf(manifest: DatasetView['manifest']): DataFormat {
  return manifest.format as unknown as DataFormat
}
