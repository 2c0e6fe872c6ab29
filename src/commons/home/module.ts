import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import { defineModule } from '#kernel/module.ts'
import { HomePage } from './home-page.tsx'
import { HomeCard, HomeFigure } from './offer.ts'

const Link = Type.Object({ path: Type.String(), label: Type.String() })

const HomeView = Type.Object({
  acts: Type.Array(Link, { description: 'What a person can begin here' }),
  units: Type.Array(Type.Object({ key: Type.String(), name: Type.String() }), {
    description: 'First-level units, to look for what goes on there',
  }),
  offers: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      cards: Type.Array(HomeCard),
      more: Link,
    }),
  ),
  figures: Type.Array(HomeFigure),
})
export type HomeView = Type.Static<typeof HomeView>

const showHome = page({
  name: 'showHome',
  path: '/',
  reply: HomeView,
  load: loadHome,
  html: (reply, view) => HomePage({ reply, view }),
})

async function loadHome(ctx: Context) {
  const [offers, figures] = await Promise.all([
    Promise.all(ctx.homeOffers.map((offer) => loadOffer(ctx, offer))),
    Promise.all(ctx.manifests.map((manifest) => manifest.homeFigures?.(ctx) ?? [])),
  ])
  return {
    acts: ctx.manifests.flatMap((manifest) =>
      (manifest.homeActs ?? []).map(({ path, label }) => ({
        path,
        label: say(ctx.translate(ctx.lang), { key: label }),
      })),
    ),
    units: ctx.places.units().map(({ key }) => ({ key, name: ctx.places.name(key, ctx.lang) })),
    offers,
    figures: figures.flat(),
  }
}

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
