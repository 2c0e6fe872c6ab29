/** Tables that other parts' SQL may read and reference. */
export const readableTables = ['organisations.organisation'] as const
