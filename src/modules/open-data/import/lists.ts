import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Theme } from '../catalogue/vocabularies/themes.ts'
import type { CkanSource, CkanThing } from '../harvest/ckan-source.ts'
import { SourceFault } from '../harvest/fault.ts'
import { bringOrganisation } from './bring-organisation.ts'
import { cleaned, textIn } from './clean-thing.ts'
import type { ImportOptions } from './import-ckan.ts'
import type { ImportReport } from './report.ts'
import { keepImported } from './store.ts'
import { themeOfGroup } from './theme-of-group.ts'

/** Ids of institutions here, by their names and ids there; one that is not in the list comes with its first dataset. */
export class Organisations {
  private readonly known = new Map<string, string>()

  private readonly services: Services
  private readonly site: string
  private readonly placeKey: string
  private readonly report: ImportReport

  constructor(services: Services, site: string, placeKey: string, report: ImportReport) {
    this.services = services
    this.site = site
    this.placeKey = placeKey
    this.report = report
  }

  /** @returns its id here; null for what has no name */
  async bring(thing: CkanThing): Promise<string | null> {
    const names = [textIn(thing, 'id'), textIn(thing, 'name')].filter((one) => one !== null)
    const known = names.map((name) => this.known.get(name)).find((id) => id !== undefined)
    if (known !== undefined) return known
    const { services, site, placeKey, report } = this
    const brought = report.dryRun
      ? names.length > 0 && { id: '', isNew: true }
      : await transact(services.db, (tx) => bringOrganisation(tx, site, thing, placeKey, services.clock.now()))
    if (!brought) return null
    report.organizations[brought.isNew ? 'came' : 'here'] += 1
    for (const name of names) this.known.set(name, brought.id)
    return brought.id
  }
}

export async function bringOrganisations(
  services: Services,
  { organisation, placeKey }: ImportOptions,
  source: CkanSource,
  report: ImportReport,
): Promise<Organisations> {
  const country = services.places.all().find(({ parentKey }) => parentKey === null)
  const all = new Organisations(services, source.site, placeKey ?? (country?.key as string), report)
  for (const thing of await listOr(source, report, 'organization', () => source.organisations())) {
    const wanted = organisation === undefined || thing.name === organisation || thing.id === organisation
    if (wanted && thing.package_count !== 0) await all.bring(thing)
  }
  return all
}

/** @returns our theme for the name of a group there; null where its words say none, so that it becomes a keyword */
export async function bringGroups(
  services: Services,
  source: CkanSource,
  report: ImportReport,
): Promise<(group: string) => Theme | null> {
  const themes = new Map<string, Theme | null>()
  for (const thing of await listOr(source, report, 'group', () => source.groups())) {
    const name = textIn(thing, 'name')
    const foreignId = textIn(thing, 'id') ?? name
    if (name === null || foreignId === null) continue
    const theme = themeOfGroup(name, textIn(thing, 'title')) ?? null
    themes.set(name, theme)
    report.groups[theme ? 'themes' : 'keywords'] += 1
    const { clock, db } = services
    if (!report.dryRun)
      await transact(db, (tx) =>
        keepImported(
          tx,
          source.site,
          { kind: 'group', foreignId, foreignName: name, theme, outcome: 'came' },
          clock.now(),
        ),
      )
  }
  return (group) => themes.get(group) ?? themeOfGroup(group) ?? null
}

/** A list that cannot be read stops nothing: what stands in it stands with the datasets as well. */
async function listOr(
  { site }: CkanSource,
  report: ImportReport,
  name: 'organization' | 'group',
  list: () => Promise<CkanThing[]>,
): Promise<CkanThing[]> {
  try {
    return (await list()).map(cleaned)
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    report.problems.push({ kind: 'portal', id: name, name: site, why: `list:${name} ${error.code}` })
    return []
  }
}
