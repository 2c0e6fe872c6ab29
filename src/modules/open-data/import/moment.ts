/**
 * A moment as CKAN writes one: in UTC, though it seldom says so.
 *
 * @returns as we write it; null for what is none
 */
export function momentOf(value: unknown): string | null {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.test(value.trim())
  )
    return null
  const text = value.trim().replace(' ', 'T')
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) || text.length === 10 ? text : `${text}Z`
  const at = new Date(zoned)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
