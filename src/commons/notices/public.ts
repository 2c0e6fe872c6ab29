/** Tables that other parts' SQL may read: a room sees which news of its subjects went out. */
export const readableTables = ['notices.announcement'] as const
