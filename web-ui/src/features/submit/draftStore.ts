const PREFIX = 'commonwatt.draft'

/**
 * Where a draft is kept in this tab: nobody finds a text that another account began, and one that began with a job's
 * spec or with a dataset takes no other's place.
 */
export function draftOf(account: string, job: string | undefined, dataset: string | undefined): string {
  const origin = job !== undefined ? `job/${job}` : dataset !== undefined ? `dataset/${dataset}` : 'new'
  return `${PREFIX}/${account}/${origin}`
}

/** What was being written when the page was left, or null. */
export function loadDraft(draft: string): string | null {
  try {
    return sessionStorage.getItem(draft)
  } catch {
    return null
  }
}

export function saveDraft(draft: string, text: string): void {
  try {
    sessionStorage.setItem(draft, text)
  } catch {
    // A browser that keeps nothing starts anew next time.
  }
}

export function forgetDraft(draft: string): void {
  try {
    sessionStorage.removeItem(draft)
  } catch {
    // Nothing was kept.
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
