import Type from 'typebox'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { takesSignatures } from '../petition.ts'
import type { PublicPetition } from '../read-public-petition.ts'
import { supportingOrganisations } from './find-organisations.ts'
import { showsNames } from './list-signatories.ts'
import { countShown } from './store.ts'

/** What this part adds to the public reply of a petition. */
export const SigningView = Type.Object({
  number: Type.Integer(),
  signatories: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Signatories who chose to be shown; null after the names were taken down',
  }),
  organisations: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), idno: Type.String(), mandate: Type.String() }),
    { description: 'Organisations that support the petition; never part of the count' },
  ),
  takesSignatures: Type.Boolean(),
})
export type SigningView = Type.Static<typeof SigningView>

export async function loadSigningView(ctx: Context, petition: PublicPetition): Promise<SigningView> {
  const shown = await showsNames(ctx, petition)
  const [signatories, organisations] = await Promise.all([
    shown ? countShown(ctx.db, petition.id) : null,
    petition.has.organisations ? supportingOrganisations(ctx, petition.id) : [],
  ])
  return {
    number: petition.number,
    signatories,
    organisations,
    takesSignatures: takesSignatures(petition, dayOf(ctx.now, ctx.timeZone)),
  }
}

/** What this part shows on the public page, below the text. */
export function SigningSection({ reply, view }: { reply: SigningView; view: View }) {
  const { t } = view
  const { organisations, signatories } = reply
  const path = `/petitions/${reply.number}`
  return (
    <>
      {(organisations.length > 0 || reply.takesSignatures) && (
        <Section
          id="organisations"
          title={t('petitions.signing.organisations')}
          note={t('petitions.signing.organisations.note')}
        >
          {organisations.length > 0 && (
            <ul>
              {organisations.map(({ id, name, idno, mandate }) => (
                <li key={id}>
                  {name} <span class="soft">{t('petitions.signing.organisation.line', { idno, mandate })}</span>
                </li>
              ))}
            </ul>
          )}
          {reply.takesSignatures && (
            <p>
              <a href={view.href(`${path}/supporting-organisation`)}>{t('petitions.signing.organisation.offer')}</a>
            </p>
          )}
        </Section>
      )}
      {signatories !== null && signatories > 0 && (
        <Section id="signatories" title={t('petitions.signing.signatories')}>
          <p>
            <a href={view.href(`${path}/signatories`)}>
              {t('petitions.signing.signatories.link', { count: signatories })}
            </a>
          </p>
        </Section>
      )}
    </>
  )
}
