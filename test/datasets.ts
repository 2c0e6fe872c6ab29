import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { addDistribution } from '#modules/open-data/catalogue/distribution-store.ts'
import { recordHistory } from '#modules/open-data/catalogue/history-store.ts'
import { addDataset as insertDataset, setPublished } from '#modules/open-data/catalogue/store.ts'
import type { Description } from '#modules/open-data/dataset.ts'
import { addHolding as insertHolding, lockInventory } from '#modules/open-data/inventory/store.ts'
import { addMember, addSeries as insertSeries } from '#modules/open-data/series/store.ts'
import type { TestApp } from './app.ts'
import { authorityId } from './people.ts'

export interface TestDataset extends Partial<Description> {
  name: string
  authority?: string
  published?: boolean
  /** Formats of its files, each an address outside. */
  formats?: string[]
  at?: Date
}

/** A dataset as if it had gone the way to the public; a draft when it is not published. */
export async function addDataset(
  app: TestApp,
  dataset: TestDataset,
): Promise<{ id: string; name: string; files: string[] }> {
  const { name, authority = 'primaria-chisinau', published = true, formats = [], at, ...said } = dataset
  const now = at ?? app.clock.now()
  const id = newId(now)
  const organisationId = await authorityId(app, authority)
  const files = formats.map(() => newId(now))
  await transact(app.services.db, async (tx) => {
    const description = { ...whole, title: { ro: name }, ...said }
    const added = await insertDataset(tx, { ...description, id, name, organisationId, createdBy: null, now })
    if (!added) throw new Error(`there is a dataset ${name} already`)
    for (const [n, format] of formats.entries())
      await addDistribution(tx, {
        id: files[n] as string,
        datasetId: id,
        title: { ro: `Fișier ${n + 1}` },
        description: {},
        url: `https://example.md/${name}/${n + 1}`,
        format,
        licence: null,
        now,
      })
    if (!published) return
    await setPublished(tx, id, now)
    await recordHistory(tx, { datasetId: id, act: 'publish', accountId: null, now })
  })
  return { id, name, files }
}

/** As if a draft had been published by whoever may. */
export async function publishNow(app: TestApp, id: string): Promise<void> {
  await transact(app.services.db, (tx) => setPublished(tx, id, app.clock.now()))
}

/** What the least description that may be published says. */
const whole: Omit<Description, 'title'> = {
  description: { ro: 'Ce conțin datele.' },
  keywords: {},
  themes: [],
  licence: 'CC_BY_4_0',
  frequency: 'UNKNOWN',
  accessRights: 'PUBLIC',
  contactName: null,
  contactEmail: null,
  contactUrl: null,
  placeKey: null,
  coversFrom: null,
  coversTo: null,
  highValue: null,
}

/** As if it had been changed at another time, by nobody. */
export async function changedAt(app: TestApp, name: string, at: Date): Promise<void> {
  await sql`UPDATE open_data.dataset SET modified_at = ${at} WHERE name = ${name}`.execute(app.services.db)
}

/** Something in the inventory of an institution, promised for a day. @returns its id */
export async function addHolding(
  app: TestApp,
  { title, dueOn, authority = 'primaria-chisinau' }: { title: string; dueOn: string; authority?: string },
): Promise<string> {
  const now = app.clock.now()
  const [id, organisationId] = [newId(now), await authorityId(app, authority)]
  await transact(app.services.db, async (tx) => {
    await lockInventory(tx, organisationId)
    const said = { steward: { ro: 'Direcția date' }, reason: null, legalBasis: null, registerUrl: null, dataset: null }
    await insertHolding(tx, {
      ...{
        ...said,
        id,
        organisationId,
        title: { ro: title },
        about: {},
        openness: 'open',
        dueOn,
        datasetId: null,
        now,
      },
    })
  })
  return id
}

/** A series with datasets in this order, the oldest first. @returns its name */
export async function addSeries(
  app: TestApp,
  { name, members, authority = 'primaria-chisinau' }: { name: string; members: string[]; authority?: string },
): Promise<string> {
  const now = app.clock.now()
  const [id, organisationId] = [newId(now), await authorityId(app, authority)]
  await transact(app.services.db, async (tx) => {
    const said = { title: { ro: `Seria ${name}` }, description: { ro: 'Ce adună seria.' } }
    await insertSeries(tx, { ...said, id, name, organisationId, now })
    for (const [at, member] of members.entries()) {
      const { rows } = await sql<{ id: string }>`SELECT id FROM open_data.dataset WHERE name = ${member}`.execute(tx)
      await addMember(tx, id, rows[0]?.id as string, at + 1)
    }
  })
  return name
}
