import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** A text of the house, in the reader's language. */
export const Information = Type.Object({
  title: Type.String(),
  lead: Type.String(),
  /** What must be known before anything else; only where it applies. */
  warning: Type.Union([Type.String(), Type.Null()]),
  sections: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      paragraphs: Type.Array(Type.String()),
      points: Type.Array(Type.String()),
      /** The points are steps, one after the other. */
      ordered: Type.Boolean(),
      table: Type.Union([
        Type.Object({ headers: Type.Array(Type.String()), rows: Type.Array(Type.Array(Type.String())) }),
        Type.Null(),
      ]),
    }),
  ),
})
export type Information = Type.Static<typeof Information>

interface Plan {
  title: MessageKey
  lead: MessageKey
  warning?: MessageKey | undefined
  sections: {
    id: string
    title: MessageKey
    paragraphs?: MessageKey[]
    /** After the paragraphs, with what is known only here. */
    said?: string[]
    points?: MessageKey[]
    steps?: MessageKey[]
    table?: { headers: string[]; rows: string[][] }
  }[]
}

/** Writes a plan of message keys out in the reader's language. */
export function writeOut(ctx: Pick<Context, 'translate' | 'lang'>, plan: Plan): Information {
  const t = ctx.translate(ctx.lang) as (key: MessageKey) => string
  return {
    title: t(plan.title),
    lead: t(plan.lead),
    warning: plan.warning ? t(plan.warning) : null,
    sections: plan.sections.map(({ id, title, paragraphs = [], said = [], points = [], steps = [], table }) => ({
      id,
      title: t(title),
      paragraphs: [...paragraphs.map((key) => t(key)), ...said],
      points: [...points, ...steps].map((key) => t(key)),
      ordered: steps.length > 0,
      table: table ?? null,
    })),
  }
}
