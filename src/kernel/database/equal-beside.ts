import { type RawBuilder, sql } from 'kysely'

/**
 * Equal, in a way that no index answers: for the second condition where the first one finds the row. Of a vote or a petition that began since
 * its tables were last analysed the planner believes that there is nothing, so that an index which begins with it seems to be as short a way as the one to a
 * single row; then all rows of the vote are read for every ballot that comes.
 *
 * @param value a parameter, or (as `sql`) a column
 */
export const equalBeside = (column: string, value: unknown): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} IS NOT DISTINCT FROM ${value}`
