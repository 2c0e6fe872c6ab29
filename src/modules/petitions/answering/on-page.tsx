import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { PetitionRow } from '../store.ts'

/** What this part adds to the public reply of a petition. */
export const AnsweringView = Type.Object({})
export type AnsweringView = Type.Static<typeof AnsweringView>

export async function loadAnsweringView(_ctx: Context, _petition: PetitionRow): Promise<AnsweringView> {
  return {}
}

/** What this part shows on the public page, below the text. */
export function AnsweringSection(_props: { reply: AnsweringView; view: View }) {
  return null
}
