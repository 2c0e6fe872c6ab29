/** Tables that other parts' SQL may read and reference. */
export const readableTables = ['lifecycle.clock'] as const
