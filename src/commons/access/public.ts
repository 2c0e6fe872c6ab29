/** Tables that other parts' SQL may read. */
export const readableTables = ['access.role'] as const
