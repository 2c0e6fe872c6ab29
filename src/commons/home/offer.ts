import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import { nullable } from '#kernel/http/nullable.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** One thing that goes on, as the home page shows it; texts are in the reader's language, the title in its own. */
export const HomeCard = Type.Object({
  title: Type.String(),
  lang: Type.Enum(['ro', 'ru', 'en']),
  path: Type.String({ description: 'Without the language' }),
  tone: Type.Enum(['going', 'waiting', 'good', 'overdue', 'neutral']),
  state: Type.String(),
  meta: Type.String(),
  progress: nullable(
    Type.Object({
      value: Type.Integer(),
      max: Type.Integer(),
      label: Type.String(),
      next: Type.String({ description: 'What the threshold brings' }),
    }),
  ),
})
export type HomeCard = Type.Static<typeof HomeCard>

/** What a room offers the home page: a few cards, most urgent first. */
export interface HomeOffer {
  name: string
  title: MessageKey
  /** Where the rest is. */
  more: { path: string; label: MessageKey }
  load(ctx: Context): Promise<HomeCard[]>
}

/** A big number of the home page that says of what. */
export const HomeFigure = Type.Object({
  value: Type.Integer(),
  unit: nullable(Type.String({ description: 'Printed with the number, such as "%"' })),
  of: Type.String(),
  path: Type.String({ description: 'Where it comes from, without the language' }),
})
export type HomeFigure = Type.Static<typeof HomeFigure>

declare module '#kernel/module.ts' {
  interface Manifest {
    home?: HomeOffer[]
    /** What a person can begin here. */
    homeActs?: { path: string; label: MessageKey }[]
    homeFigures?: (ctx: Context) => Promise<HomeFigure[]>
  }
}

declare module '#kernel/http/context.ts' {
  interface Services {
    /** What all rooms offer, in their order. */
    homeOffers: HomeOffer[]
  }
}
