import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

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

declare module '#kernel/module.ts' {
  interface Manifest {
    home?: HomeOffer[]
  }
}

declare module '#kernel/http/context.ts' {
  interface Services {
    /** What all rooms offer, in their order. */
    homeOffers: HomeOffer[]
  }
}
