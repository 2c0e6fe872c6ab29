import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import type { PublicPetition } from '../read-public-petition.ts'
import { casesOf } from './case-store.ts'
import { publicCases } from './case-view.ts'
import { CaseSection } from './pages/case-section.tsx'
import { PublicCase } from './replies.ts'

/** What this part adds to the public reply of a petition: each addressee with its state, clocks and answers. */
export const AnsweringView = Type.Object({
  number: Type.Integer(),
  lodged: Type.Boolean(),
  cases: Type.Array(PublicCase),
})
export type AnsweringView = Type.Static<typeof AnsweringView>

export async function loadAnsweringView(ctx: Context, petition: PublicPetition): Promise<AnsweringView> {
  const kept = petition.has.cases ? await casesOf(ctx.db, petition.id) : []
  const cases = kept.filter(({ state }) => state !== 'waiting')
  return {
    number: petition.number,
    lodged: cases.some(({ lodgedAt }) => lodgedAt !== null),
    cases: await publicCases(ctx, cases),
  }
}

/** What this part shows on the public page, below the text. */
export function AnsweringSection({ reply, view }: { reply: AnsweringView; view: View }) {
  const { t } = view
  return (
    <Section id="answers" title={t('petitions.answering.section')}>
      {!reply.lodged && (
        <p class="soft">
          {t('petitions.answering.not-lodged')}{' '}
          <a href={view.href(`/petitions/${reply.number}/lodging`)}>{t('petitions.answering.to-lodging')}</a>
        </p>
      )}
      {reply.cases.map((one) => (
        <CaseSection key={one.authority.slug} one={one} number={reply.number} view={view} />
      ))}
      <p>
        <a href={view.href(`/petitions/${reply.number}/follow`)}>{t('petitions.answering.follow.link')}</a>
      </p>
    </Section>
  )
}
