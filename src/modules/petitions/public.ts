/** What other rooms may use of petitions. */
export { petitionPath } from './petition.ts'
