/** Tables that other parts' SQL may read: "my data" shows a person who looked at it. */
export const readableTables = ['audit.reading'] as const
