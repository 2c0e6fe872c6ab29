import type { Permission } from '#commons/access/permit.ts'

/** Gives out ballots of paper for the votes of the own authority, and counts them with a colleague. */
export const runPaper: Permission = { name: 'budgeting.paper', role: 'officer' }
