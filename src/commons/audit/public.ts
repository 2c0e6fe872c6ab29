/** Tables that other parts' SQL may read: who did what, and for "my data" who looked at it. */
export const readableTables = ['audit.act', 'audit.reading'] as const
