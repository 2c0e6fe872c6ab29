import type { Overrides } from '../table-schema.ts'

/** What officers said of how files are read. What a program called its columns holds only for the rows that it sent with it. */
export function saidByOfficers({ columns, ...rest }: Overrides): Overrides {
  const said = Object.entries(columns ?? {}).filter(([, { by }]) => by !== 'program')
  return said.length > 0 ? { ...rest, columns: Object.fromEntries(said) } : rest
}
