/** Tables that other parts' SQL may read. */
export const readableTables = ['citations.citation'] as const
