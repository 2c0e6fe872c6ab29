import Type from 'typebox'
import type {} from '#commons/datasets/dataset.ts'
import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import { defineModule } from '#kernel/module.ts'
import { DevelopersPage } from './developers-page.tsx'

declare module '#kernel/http/context.ts' {
  interface Services {
    /** Operations of the Open API, as the running server describes itself. */
    operations(lang: 'ro' | 'ru' | 'en'): { method: string; path: string; summary: string; group: string }[]
  }
}

export const DevelopersView = Type.Object({
  operations: Type.Array(
    Type.Object({ method: Type.String(), path: Type.String(), summary: Type.String(), group: Type.String() }),
  ),
  datasets: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      refresh: Type.String(),
      path: Type.String({ description: 'Address without .csv and .json' }),
      columns: Type.Array(
        Type.Object({
          name: Type.String(),
          type: Type.Enum(['text', 'integer', 'number', 'day', 'code', 'list']),
          about: Type.String(),
        }),
      ),
    }),
  ),
})
export type DevelopersView = Type.Static<typeof DevelopersView>

const showDevelopers = page({
  name: 'showDevelopers',
  path: '/developers',
  reply: DevelopersView,
  load: async (ctx) => ({ operations: ctx.operations(ctx.lang), datasets: describeDatasets(ctx) }),
  html: (reply, view) => DevelopersPage({ reply, view }),
})

function describeDatasets(ctx: Context): DevelopersView['datasets'] {
  const t = ctx.translate(ctx.lang)
  return ctx.datasets.map(({ name, title, refresh, path, columns }) => ({
    name,
    title: say(t, { key: title }),
    refresh: say(t, { key: refresh }),
    path,
    columns: columns.map((column) => ({ name: column.name, type: column.type, about: say(t, { key: column.about }) })),
  }))
}

export default defineModule({ name: 'developers', endpoints: [showDevelopers] })
