import { choice, form, integer, list, optional, text } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { datasetName } from '../catalogue/fields.ts'
import { MOST_TYPES } from '../ingest/fields.ts'
import { bom, versionOfTable } from '../ingest/tables/fields.ts'
import { changeKinds } from './compare/compare-tables.ts'

export const byDistribution = form({ dataset: datasetName(), distribution: idInPath() })
export const byTableOfVersion = form({
  dataset: datasetName(),
  distribution: idInPath(),
  version: numberInPath(),
  table: idInPath(),
})

export const versionsQuery = form({ below: optional(versionOfTable()) })

/** Without `to`, the version that everybody gets; without `from`, the public one before that. */
const pair = { from: optional(versionOfTable()), to: optional(versionOfTable()) }
export const pairQuery = form({ ...pair, bom: bom() })
export const changesQuery = form({
  ...pair,
  kind: optional(choice(changeKinds)),
  page: optional(integer({ min: 1, max: 1_000_000_000 })),
})

/** Names of columns; none: the house looks for them. */
export const keyForm = form({
  columns: list({ ...text({ max: 63, pattern: /^[A-Za-z0-9_]{1,63}$/ }), keep: 'choice' }, { max: MOST_TYPES }),
})
