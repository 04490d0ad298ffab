import { useSaid } from './useSaid'

/** A sentence of the service's: in the reader's language where we have words for it, else the English that it is. */
export function Said({ text }: { text: string }) {
  const ours = useSaid()(text)
  return ours === null ? <span lang="en">{text}</span> : <span>{ours}</span>
}
