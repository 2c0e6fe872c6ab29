import { sql } from 'kysely'
import type { PlaceType } from '#jurisdiction/md/index.ts'
import type { Db } from '#kernel/database/database.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'

export interface Place {
  key: string
  parentKey: string | null
  type: PlaceType
  name: Localised
  iso: string | null
}

declare module '#kernel/http/context.ts' {
  interface Services {
    places: Places
  }
}

/** The tree of places, held in memory: some thousand rows that change a few times a year. */
export class Places {
  private readonly byKey: Map<string, Place>
  private readonly children = new Map<string, string[]>()
  private readonly namesakes = new Map<string, Place[]>()

  /** @param places in the order in which lists show them */
  constructor(places: Place[]) {
    this.byKey = new Map(places.map((place) => [place.key, place]))
    for (const { key, parentKey } of places)
      if (parentKey) this.children.set(parentKey, [...(this.children.get(parentKey) ?? []), key])
    for (const place of places)
      for (const name of Object.values(place.name))
        this.namesakes.set(name, [...(this.namesakes.get(name) ?? []), place])
  }

  static async load(db: Db): Promise<Places> {
    const { rows } = await sql<Place>`
      SELECT key, parent_key AS "parentKey", type, name, iso FROM places.place
      WHERE valid_to IS NULL ORDER BY position`.execute(db)
    return new Places(rows)
  }

  find(key: string): Place | undefined {
    return this.byKey.get(key)
  }

  get(key: string): Place {
    const place = this.byKey.get(key)
    if (!place) throw new Error(`No place ${key}`)
    return place
  }

  name(key: string, lang: Lang): string {
    return inLang(this.get(key).name, lang)
  }

  all(): Place[] {
    return [...this.byKey.values()]
  }

  childrenOf(key: string): Place[] {
    return (this.children.get(key) ?? []).map((child) => this.get(child))
  }

  /** The place and all above it, the country first. */
  path(key: string): Place[] {
    const place = this.get(key)
    return place.parentKey ? [...this.path(place.parentKey), place] : [place]
  }

  /** Keys of the place and of everything under it. */
  under(key: string): string[] {
    return [key, ...(this.children.get(key) ?? []).flatMap((child) => this.under(child))]
  }

  /** The first-level unit that holds the place (the country itself for the country). */
  unitOf(key: string): Place {
    const path = this.path(key)
    return path[1] ?? (path[0] as Place)
  }

  /** First-level units of the country. */
  units(): Place[] {
    return this.all().filter((place) => place.parentKey !== null && this.get(place.parentKey).parentKey === null)
  }

  /** Where those live who live outside the country; none where the jurisdiction's data has no such place. */
  abroad(): Place | undefined {
    return this.all().find(({ type }) => type === 'abroad')
  }

  /** By which signatures are counted: the units of the country, and all that is outside it as one more. */
  countedUnits(): Place[] {
    const abroad = this.abroad()
    return abroad ? [...this.units(), abroad] : this.units()
  }

  /** Whether a place is known and lies in the country: what is asked of an authority is asked for such a one. */
  isInCountry(key: string): boolean {
    const place = this.find(key)
    return place !== undefined && place.type !== 'abroad'
  }

  /** Other places that have the same name in some language, so that a name tells the same in all of them. */
  namesakesOf(key: string): Place[] {
    const all = Object.values(this.get(key).name).flatMap((name) => this.namesakes.get(name) ?? [])
    return [...new Set(all)].filter((place) => place.key !== key)
  }
}
