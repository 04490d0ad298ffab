import type { ParseKeys } from 'i18next'

/** A key of the dictionary, for tables that map a value to its words. */
export type WordKey = ParseKeys
