import Type from 'typebox'
import { page } from '#kernel/http/endpoint.ts'
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
})
export type DevelopersView = Type.Static<typeof DevelopersView>

const showDevelopers = page({
  name: 'showDevelopers',
  path: '/developers',
  reply: DevelopersView,
  load: async (ctx) => ({ operations: ctx.operations(ctx.lang) }),
  html: (reply, view) => DevelopersPage({ reply, view }),
})

export default defineModule({ name: 'developers', endpoints: [showDevelopers] })
