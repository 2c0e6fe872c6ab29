/** Tables that other parts' SQL may read and reference. */
export const readableTables = ['places.place'] as const
