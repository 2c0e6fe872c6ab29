import type { ProtocolRequest } from '#kernel/http/endpoint.ts'
import type { Input } from '../action.ts'

/** Paths of the first page and of those beside this one, with all that was asked. */
export function linksOf(
  { path }: ProtocolRequest,
  input: Input,
  limit: number,
  offset: number,
): { start: string; next: string; prev?: string } {
  const at = (from: number) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...input, ...(input.limit !== undefined && { limit }) })) {
      if (name === 'offset' || value === undefined || value === null) continue
      if (Array.isArray(value) && value.every((one) => typeof one === 'string')) query.set(name, value.join(','))
      else query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
    }
    if (from > 0) query.set('offset', String(from))
    return `${path}?${query}`
  }
  return { start: at(0), next: at(offset + limit), ...(offset > 0 && { prev: at(Math.max(0, offset - limit)) }) }
}
