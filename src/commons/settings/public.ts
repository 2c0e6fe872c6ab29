/** Nobody reads the table: `ctx.settings` knows which value holds. */
export const readableTables = [] as const
