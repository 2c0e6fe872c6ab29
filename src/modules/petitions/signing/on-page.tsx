import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { PetitionRow } from '../store.ts'

/** What this part adds to the public reply of a petition. */
export const SigningView = Type.Object({})
export type SigningView = Type.Static<typeof SigningView>

export async function loadSigningView(_ctx: Context, _petition: PetitionRow): Promise<SigningView> {
  return {}
}

/** What this part shows on the public page, below the text. */
export function SigningSection(_props: { reply: SigningView; view: View }) {
  return null
}
