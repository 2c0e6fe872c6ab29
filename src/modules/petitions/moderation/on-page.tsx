import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { PetitionRow } from '../store.ts'

/** What this part adds to the public reply of a petition. */
export const ModerationView = Type.Object({})
export type ModerationView = Type.Static<typeof ModerationView>

export async function loadModerationView(_ctx: Context, _petition: PetitionRow): Promise<ModerationView> {
  return {}
}

/** What this part shows on the public page, below the text. */
export function ModerationSection(_props: { reply: ModerationView; view: View }) {
  return null
}
