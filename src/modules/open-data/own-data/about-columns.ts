import { catalogueColumns } from '#commons/datasets/catalogue-rows.ts'
import type { Services } from '#kernel/http/context.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { ownDatasetsOf } from './make-own.ts'
import { ownNameOf } from './store.ts'

/** What the columns of some table hold, in words, by the name that stands above them in the file. */
export type AboutColumns = ReadonlyMap<string, Record<Lang, string>>

const nothing: AboutColumns = new Map()

/** Of a dataset that the platform publishes of itself the rooms say it where they declare the columns; of others nobody does. */
export async function aboutColumnsOf(services: Services, datasetId: string): Promise<AboutColumns> {
  const name = await ownNameOf(services.db, datasetId)
  const own = name === null ? undefined : ownDatasetsOf(services).find((one) => one.name === name)
  if (!own) return nothing
  return new Map(
    catalogueColumns(own.entry).map((column) => [
      column.name,
      Object.fromEntries(langs.map((lang) => [lang, column.about(services.translate(lang))])) as Record<Lang, string>,
    ]),
  )
}
