import Type from 'typebox'
import type { BesideProcesses } from '#commons/processes/methods.ts'
import type { Context } from '#kernel/http/context.ts'
import { newestStanding } from './store.ts'

/** A vote of elsewhere, as lists show it. */
export const ImportedInList = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  country: Type.String(),
  source: Type.String(),
  voters: Type.Integer(),
  withdrawn: Type.Boolean({ description: 'Taken away again' }),
})
export type ImportedInList = Type.Static<typeof ImportedInList>

/** The newest of them that stand, for pages that lead to the others. */
export const NewestImported = Type.Object({ items: Type.Array(ImportedInList), total: Type.Integer() })
export type NewestImported = Type.Static<typeof NewestImported>

const NEWEST = 3

export async function newestImported(ctx: Context): Promise<NewestImported> {
  const { rows, total } = await newestStanding(ctx.db, NEWEST)
  return {
    items: rows.map(({ unit: _, ...row }) => row),
    total,
  }
}

/** How other cities voted, below what was voted on here. */
export const importedBeside: BesideProcesses = {
  name: 'imported',
  title: 'budgeting.imported.title',
  lead: 'budgeting.imported.lead',
  path: '/processes/imported',
  all: 'budgeting.imported.all',
  mark: 'budgeting.imported.mark',
  async newest(ctx) {
    const { items, total } = await newestImported(ctx)
    return {
      items: items.map(({ number, title, country, source }) => ({
        title,
        path: `/processes/imported/${number}`,
        meta: [country, source].filter(Boolean).join(' · '),
      })),
      total,
    }
  },
}
