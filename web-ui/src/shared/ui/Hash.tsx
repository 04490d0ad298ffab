/** A SHA-256 in its written form. */
export function Hash({ sha256 }: { sha256: string }) {
  return <code>{`sha256:${sha256}`}</code>
}
