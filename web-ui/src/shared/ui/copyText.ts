/**
 * Copies a text; where the browser has no clipboard for pages without TLS, the text is selected so that the reader's own
 * copy command takes it. True when it was copied.
 */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection()?.selectAllChildren(shown)
    return false
  }
}
