/** The code that PostgreSQL gives an error; null for other errors. */
export function sqlStateOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null
}

/** Values that do not fit, or break a constraint (classes 22 and 23): a fault of the data, not of the database. */
export function isOfData(error: unknown): boolean {
  return /^2[23]/.test(sqlStateOf(error) ?? '')
}
