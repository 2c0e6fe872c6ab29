/** What one proposed oneself, and the form of a new one below it. */
export const MINE = '/data/challenges/proposals'
/** Where institutions answer. */
export const DESK = '/work/challenge-proposals'
