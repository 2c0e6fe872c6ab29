import Type from 'typebox'
import type { Context } from '#kernel/http/context.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { PublicPetition } from '../read-public-petition.ts'
import { clarificationsOf } from './clarifications.ts'
import { Clarifications } from './clarifications-list.tsx'
import { DocumentList } from './documents/document-list.tsx'
import { documentsOf } from './documents/store.ts'
import { documentView } from './draft/find-draft-step.ts'
import { DocumentView } from './draft/replies.ts'
import { OrganisationStarter } from './organisation-starter.tsx'
import { OrganisationView } from './support/replies.ts'

/** What this part adds to the public reply of a petition. */
export const StartView = Type.Object({
  textVersion: Type.Integer(),
  frozenOn: Type.Union([
    Type.String({ description: 'Day of the first signature: since then the text is frozen' }),
    Type.Null(),
  ]),
  lang: Type.Enum(['ro', 'ru', 'en']),
  organisation: Type.Union([OrganisationView, Type.Null()]),
  documents: Type.Array(DocumentView),
  hiddenDocuments: Type.Integer({ description: 'How many are masked' }),
  clarifications: Type.Array(Type.Object({ on: Type.String(), html: Type.String() })),
})
export type StartView = Type.Static<typeof StartView>

export async function loadStartView(ctx: Context, petition: PublicPetition): Promise<StartView> {
  const isOpen = ['open', 'closed', 'archived'].includes(petition.state)
  const [shown, clarifications] = await Promise.all([
    isOpen && petition.has.documents ? documentsOf(ctx.db, petition.id) : [],
    isOpen && petition.has.clarifications ? clarificationsOf(ctx, petition.id) : [],
  ])
  return {
    textVersion: petition.textVersion,
    frozenOn: petition.frozenOn,
    lang: petition.lang,
    organisation: petition.organisation,
    documents: shown
      .filter(({ hidden }) => !hidden)
      .map(({ hidden: _, ...row }) => documentView(row, `/petitions/${petition.number}/documents`)),
    hiddenDocuments: shown.filter(({ hidden }) => hidden).length,
    clarifications,
  }
}

/** What this part shows on the public page, below the text. */
export function StartSection({ reply, view }: { reply: StartView; view: View }) {
  const { t } = view
  const lang = otherLang(reply.lang, view)
  return (
    <>
      {(reply.documents.length > 0 || reply.hiddenDocuments > 0) && (
        <Section id="documents" title={t('petitions.start.documents')}>
          <DocumentList view={view} documents={reply.documents} lang={lang} />
          {reply.hiddenDocuments > 0 && (
            <p class="soft">{t('petitions.start.documents.hidden', { count: reply.hiddenDocuments })}</p>
          )}
        </Section>
      )}
      <Clarifications view={view} clarifications={reply.clarifications} lang={lang} />
      {reply.organisation && <OrganisationStarter view={view} organisation={reply.organisation} lang={lang} />}
      {reply.frozenOn && <p class="soft">{t('petitions.start.frozen', { day: view.date(reply.frozenOn) })}</p>}
    </>
  )
}
