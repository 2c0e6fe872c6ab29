/** The hub keeps nothing of its own. */
export const readableTables = [] as const
