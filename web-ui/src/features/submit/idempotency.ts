/**
 * Gives each text one key: submitting the same text again after a lost answer finds the same job, another text makes
 * another job. Not `crypto.randomUUID`: browsers withhold it from pages that came without TLS.
 */
export function keyring(): (text: string) => string {
  const keys = new Map<string, string>()
  return (text) => {
    const key = keys.get(text) ?? randomKey()
    keys.set(text, key)
    return key
  }
}

function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
