/**
 * Under what it is noted who was told something about a vote. Such a note says that somebody voted, so it goes when the vote's voters are
 * forgotten (vote/forget-voters.ts).
 */
export const toldOfVoid = (process: number, project: number) => `budgeting.void ${process} ${project}`
export const toldOfAgain = (process: number) => `budgeting.again ${process}`
export const toldOfGivenUp = (process: number) => `budgeting.again-given-up ${process}`
