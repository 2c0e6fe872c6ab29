import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { LangOfWords } from '../catalogue/find/replies.ts'
import { findingKinds } from './kinds.ts'
import { findConfirmedBasis } from './store.ts'

/** On which law personal data stands in a public version; null where none was found. */
export const PublicBasis = nullable(
  Type.Object(
    {
      text: Type.String({ description: 'In the words of the institution' }),
      lang: LangOfWords,
      confirmedAt: Type.String({ format: 'date-time', description: 'By a second official' }),
      found: Type.Array(Type.Enum([...findingKinds])),
    },
    { description: 'Why what looks like personal data may be public' },
  ),
)
export type PublicBasis = Type.Static<typeof PublicBasis>

export async function publicBasisOf({ db }: Pick<Context, 'db'>, versionId: string): Promise<PublicBasis> {
  const basis = await findConfirmedBasis(db, versionId)
  return basis && { ...basis, confirmedAt: basis.confirmedAt.toISOString() }
}
