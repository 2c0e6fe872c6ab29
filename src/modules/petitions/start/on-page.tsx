import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { PetitionRow } from '../store.ts'

/** What this part adds to the public reply of a petition. */
export const StartView = Type.Object({})
export type StartView = Type.Static<typeof StartView>

export async function loadStartView(_ctx: Context, _petition: PetitionRow): Promise<StartView> {
  return {}
}

/** What this part shows on the public page, below the text. */
export function StartSection(_props: { reply: StartView; view: View }) {
  return null
}
