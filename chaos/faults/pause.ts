/** Longer than clients wait for an answer, shorter than the database waits for an idle transaction. */
export const PAUSE_MS = 5_000
