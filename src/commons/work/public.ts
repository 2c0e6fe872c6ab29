/** Nothing here is for others to read. */
export const readableTables = [] as const
