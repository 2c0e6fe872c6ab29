import type { Db } from '#kernel/database/database.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { CatalogueIndex, Known } from './catalogue-index.ts'
import { allStanding, institutionsById } from './store.ts'

/**
 * Names of datasets that the index holds otherwise than they are listed now, where no trigger tells of which: an institution has another
 * name, or the demo emptied the house. What is asked for is little, so that a change of one institution does not make the whole index anew.
 */
export async function otherwiseListed(db: Db, index: CatalogueIndex): Promise<string[]> {
  const known = new Map(index.all().map((one) => [one.name, one]))
  const ids = new Set([...known.values()].map(({ institutionId }) => institutionId))
  const institutions = new Map((await institutionsById(db, [...ids])).map((one) => [one.id, one]))
  const standing = new Map((await allStanding(db)).map((one) => [one.name, one]))
  const isSame = (name: string): boolean => {
    const [one, now] = [known.get(name), standing.get(name)]
    if (!one || !now) return false
    return (
      one.id === now.id &&
      one.modifiedAt.getTime() === now.modifiedAt.getTime() &&
      one.institutionId === now.institutionId &&
      isCalled(one.institution, institutions.get(now.institutionId))
    )
  }
  return [...new Set([...known.keys(), ...standing.keys()])].filter((name) => !isSame(name))
}

function isCalled(one: Known['institution'], now: Known['institution'] | undefined): boolean {
  return now !== undefined && one.slug === now.slug && langs.every((lang) => one.name[lang] === now.name[lang])
}
