import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { Dataset } from '../dataset.ts'

/** More are no series that anybody looks through; a table for each month of sixteen years is less. */
export const MOST_MEMBERS = 200

/** Datasets that belong together, one for each year, month or round of the same thing. */
export interface Series {
  id: string
  /** Stands in addresses. */
  name: string
  organisationId: string
  title: Localised
  /** Plain text. */
  description: Partial<Record<Lang, string>>
  createdAt: Date
  modifiedAt: Date
}

/** A dataset of a series, in whatever state. */
export interface Member
  extends Pick<Dataset, 'name' | 'title' | 'state' | 'coversFrom' | 'coversTo' | 'harvested' | 'highValue'> {
  datasetId: string
  seriesId: string
  position: number
}

/**
 * Where a dataset goes that comes into a series: after the last one whose period does not begin later, at the end when its own is not known.
 *
 * @param members in their order
 * @returns the position that it takes; what stands there and behind it moves on by one
 */
export function placeFor(
  members: Pick<Member, 'position' | 'coversFrom'>[],
  { coversFrom }: Pick<Member, 'coversFrom'>,
): number {
  const last = members.at(-1)?.position ?? 0
  if (coversFrom === null) return last + 1
  const before = members.findLast((one) => one.coversFrom !== null && one.coversFrom <= coversFrom)
  if (before) return before.position + 1
  const after = members.find((one) => one.coversFrom !== null)
  return after?.position ?? last + 1
}

/** Those that everybody may see, in the order given. */
export function publicOnes<T extends Pick<Member, 'state'>>(members: T[]): T[] {
  return members.filter(({ state }) => state === 'published')
}
