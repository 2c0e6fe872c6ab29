/** Tables that other parts' SQL may read. */
export const readableTables = [] as const
