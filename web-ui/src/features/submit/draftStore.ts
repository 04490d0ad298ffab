const PREFIX = 'commonwatt.draft'

/** Where a draft is kept in this tab: nobody finds a text that another account began. */
const placeOf = (account: string) => `${PREFIX}/${account}`

/** What the account was writing when the page was left, or null. */
export function loadDraft(account: string): string | null {
  try {
    return sessionStorage.getItem(placeOf(account))
  } catch {
    return null
  }
}

export function saveDraft(account: string, text: string): void {
  try {
    sessionStorage.setItem(placeOf(account), text)
  } catch {
    // A browser that keeps nothing starts anew next time.
  }
}

/** Forgets the drafts of every account, as at signing out. */
export function forgetDrafts(): void {
  try {
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => sessionStorage.removeItem(key))
  } catch {
    // Nothing was kept.
  }
}
