import type { AuthorityKind } from '#commons/organisations/authorities.ts'
import { bringAuthority } from '#commons/organisations/bring-authority.ts'
import type { Tx } from '#kernel/database/database.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { CkanThing } from '../harvest/ckan-source.ts'
import { textIn } from './clean-thing.ts'
import { keepImported } from './store.ts'

/** What words in a name say of who bears it, the first that fits. */
const KINDS: readonly [words: RegExp, kind: AuthorityKind][] = [
  [/minister|министер/i, 'ministry'],
  [/prim[ăa]ri|примэри|city hall/i, 'city-hall'],
  [/consiliul raional|районный совет/i, 'raion-council'],
  [/pretur|претур/i, 'praetor'],
  [/parlament|парламент/i, 'parliament'],
  [/agen[țţt]i|агентств|agency/i, 'agency'],
]

/**
 * An organisation of another portal as an authority here.
 *
 * @param placeKey where it is, until an administrator says better
 * @returns its id here
 */
export async function bringOrganisation(
  tx: Tx,
  site: string,
  thing: CkanThing,
  placeKey: string,
  now: Date,
): Promise<{ id: string; isNew: boolean } | null> {
  const name = textIn(thing, 'name')
  const foreignId = textIn(thing, 'id') ?? name
  if (foreignId === null || name === null) return null
  const title = (textIn(thing, 'title') ?? textIn(thing, 'display_name') ?? name).slice(0, 200)
  const slug = slugOf(name.replaceAll('_', ' '), slugOf(title, 'institutie'))
  const kind = KINDS.find(([words]) => words.test(title))?.[1] ?? 'other'
  const brought = await bringAuthority(
    tx,
    { slug: slug.length < 2 ? `institutia-${slug}` : slug, kind, name: { ro: title }, placeKey },
    now,
  )
  await keepImported(
    tx,
    site,
    { kind: 'organization', foreignId, foreignName: name, organisationId: brought.id, outcome: 'came' },
    now,
  )
  return brought
}
