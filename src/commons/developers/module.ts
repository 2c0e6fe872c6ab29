import Type from 'typebox'
import type {} from '#commons/datasets/dataset.ts'
import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import { defineModule } from '#kernel/module.ts'
import { DevelopersPage } from './developers-page.tsx'
import type {} from './program-interface.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    /** Operations of the Open API, as the running server describes itself. */
    operations(lang: 'ro' | 'ru' | 'en'): { method: string; path: string; summary: string; group: string }[]
  }
}

export const DevelopersView = Type.Object({
  interfaces: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      about: Type.String(),
      addresses: Type.Array(Type.String()),
      examples: Type.Array(
        Type.Object({
          about: Type.String(),
          command: Type.String({ description: 'To copy into a command line' }),
        }),
      ),
    }),
    { description: 'Ways to ask that programs know from elsewhere' },
  ),
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
  load: async (ctx) => ({
    interfaces: await describeInterfaces(ctx),
    operations: ctx.operations(ctx.lang),
    datasets: describeDatasets(ctx),
  }),
  html: (reply, view) => DevelopersPage({ reply, view }),
})

async function describeInterfaces(ctx: Context): Promise<DevelopersView['interfaces']> {
  const t = ctx.translate(ctx.lang)
  const all = ctx.manifests.flatMap(({ programInterfaces = [] }) => programInterfaces)
  return Promise.all(
    all.map(async ({ name, title, about, addresses, examples }) => ({
      name,
      title: say(t, { key: title }),
      about: say(t, { key: about }),
      addresses,
      examples: (await examples(ctx)).map((one) => ({ about: say(t, { key: one.about }), command: one.command })),
    })),
  )
}

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
