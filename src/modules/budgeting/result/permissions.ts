import type { Permission } from '#commons/access/permit.ts'

/** Counts the votes of an authority's budget and brings the result to its decision. */
export const runResults: Permission = { name: 'budgeting.result', role: 'officer' }
