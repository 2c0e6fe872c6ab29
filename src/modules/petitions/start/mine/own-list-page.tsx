import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { OwnList } from './replies.ts'
import { ownTone } from './tone.ts'

/** What I have begun and what I have started. */
export function OwnListPage({ reply, view }: { reply: OwnList; view: View }) {
  const { t } = view
  const { drafts, petitions } = reply
  return (
    <Page view={view} title={t('petitions.start.own.title')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('petitions.start.own.title')} />
          {drafts.length + petitions.length === 0 ? (
            <EmptyState
              title={t('petitions.start.own.empty')}
              next={<ButtonLink href={view.href('/petitions/new')}>{t('petitions.start.new.title')}</ButtonLink>}
            />
          ) : (
            <>
              {drafts.length > 0 && (
                <Section
                  id="drafts"
                  title={t('petitions.start.own.drafts')}
                  note={t('petitions.start.own.drafts-note', { days: reply.draftDays })}
                >
                  <RowList
                    view={view}
                    items={drafts.map((draft) => ({
                      title: draft.title || t('petitions.start.own.untitled'),
                      href: view.href(`/petitions/drafts/${draft.id}/${draft.next}`),
                      meta: t('petitions.start.own.saved', { time: view.dateTime(draft.savedAt) }),
                      state: <Pill tone="neutral">{t('petitions.start.own.draft')}</Pill>,
                    }))}
                  />
                </Section>
              )}
              {petitions.length > 0 && (
                <Section id="petitions" title={t('petitions.start.own.petitions')}>
                  <RowList
                    view={view}
                    items={petitions.map((petition) => ({
                      title: petition.title,
                      lang: petition.lang,
                      href: view.href(`/petitions/${petition.number}/mine`),
                      meta: view.date(petition.createdAt),
                      state: <Pill tone={ownTone(petition.state)}>{t(`petitions.state.${petition.state}`)}</Pill>,
                      number: howMany(petition, view),
                    }))}
                  />
                </Section>
              )}
              {reply.mayBegin ? (
                <p>
                  <ButtonLink href={view.href('/petitions/new')} kind="quiet">
                    {t('petitions.start.new.title')}
                  </ButtonLink>
                </p>
              ) : (
                <p>{t('petitions.start.own.enough')}</p>
              )}
            </>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}

/** Supporters while a petition gathers or keeps them, signatures once it has been published; a refused one has neither. */
function howMany({ state, supporters, needed, total }: OwnList['petitions'][number], { t }: View) {
  if (state === 'supporting' || state === 'moderation' || state === 'returned')
    return { value: supporters, of: t('petitions.start.support.of', { count: supporters, needed }) }
  return total === 0 && state !== 'open' && state !== 'closed' && state !== 'archived'
    ? undefined
    : { value: total, of: t('petitions.list.signatures', { count: total }) }
}
