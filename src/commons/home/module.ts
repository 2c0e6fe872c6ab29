import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import { defineModule } from '#kernel/module.ts'
import { HomePage } from './home-page.tsx'
import { HomeCard } from './offer.ts'

const HomeView = Type.Object({
  units: Type.Array(Type.Object({ key: Type.String(), name: Type.String() }), {
    description: 'First-level units, to look for what goes on there',
  }),
  offers: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      cards: Type.Array(HomeCard),
      more: Type.Object({ path: Type.String(), label: Type.String() }),
    }),
  ),
})
export type HomeView = Type.Static<typeof HomeView>

const showHome = page({
  name: 'showHome',
  path: '/',
  reply: HomeView,
  load: async (ctx) => ({
    units: ctx.places.units().map(({ key }) => ({ key, name: ctx.places.name(key, ctx.lang) })),
    offers: await Promise.all(ctx.homeOffers.map((offer) => loadOffer(ctx, offer))),
  }),
  html: (reply, view) => HomePage({ reply, view }),
})

async function loadOffer(ctx: Context, { name, title, more, load }: Context['homeOffers'][number]) {
  const t = ctx.translate(ctx.lang)
  return {
    name,
    title: say(t, { key: title }),
    cards: await load(ctx),
    more: { path: more.path, label: say(t, { key: more.label }) },
  }
}

export default defineModule({ name: 'home', endpoints: [showHome] })
