/** Age groups in whole years, as they are asked and told. */
export const ageBands = ['0-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65-'] as const
export type AgeBand = (typeof ageBands)[number]

/** @param years whole years, 0 or more */
export function bandOf(years: number): AgeBand {
  const band = ageBands.findLast((one) => Number(one.split('-')[0]) <= years)
  if (!band) throw new RangeError(`not an age: ${years}`)
  return band
}

/** Groups to choose from where one has to be so old to vote. */
export function bandsFrom(minAge: number): AgeBand[] {
  return ageBands.slice(ageBands.indexOf(bandOf(minAge)))
}
