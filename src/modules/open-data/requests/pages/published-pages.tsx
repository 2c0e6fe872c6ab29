import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { PublishedList, PublishedView } from '../replies.ts'
import { Files, RequestPill } from './request-parts.tsx'

const LIST = '/data/requests'

/** Requests whose outcome everybody may read, and the way to ask oneself. */
export function PublishedRequestsPage({ reply, view }: { reply: PublishedList; view: View }) {
  const { t } = view
  const { institution } = reply
  const asked = institution === null ? '' : `?institution=${institution.slug}`
  const ask = <ButtonLink href={view.href(`${LIST}/new${asked}`)}>{t('open-data.requests.new')}</ButtonLink>
  return (
    <Page
      view={view}
      title={t('open-data.requests.room')}
      description={t('open-data.requests.lead')}
      noindex={!reply.first}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]} />
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('open-data.requests.room')} lead={t('open-data.requests.lead')} />
            <Actions>{ask}</Actions>
            <p>
              <a href={view.href('/account/data-requests')}>{t('open-data.requests.mine')}</a>
            </p>
            <p>
              <a href={view.href('/data/requests/times')}>{t('open-data.requests.times.link')}</a>
            </p>
          </div>
          <FilterChips
            view={view}
            filters={institution ? [{ label: institution.name, without: view.href(LIST) }] : []}
          />
          {reply.late !== null && <p>{t('open-data.requests.late', { count: reply.late })}</p>}
          {reply.items.length === 0 ? (
            <EmptyState title={t('open-data.requests.published.none')} next={ask} />
          ) : (
            <>
              <h2 class="ds-sr-only">{t('open-data.requests.published')}</h2>
              <RowList
                view={view}
                items={reply.items.map((item) => ({
                  title: item.title,
                  lang: otherLang(item.lang, view),
                  href: view.href(`${LIST}/${item.number}`),
                  meta: dotted([
                    item.institution.name,
                    t(`open-data.requests.kind.${item.kind}`),
                    t('open-data.requests.answered-in', { days: item.days }),
                  ]),
                  state: <RequestPill item={{ state: 'answered', outcome: item.outcome }} view={view} />,
                }))}
              />
            </>
          )}
          <Pagination
            view={view}
            next={reply.next ? `${view.href(LIST)}${asked ? `${asked}&` : '?'}after=${reply.next}` : undefined}
            first={reply.first ? undefined : view.href(LIST) + asked}
          />
        </div>
      </Wrap>
    </Page>
  )
}

/** What an institution was asked and answered, in its own words and without anything of who asked. */
export function PublishedPage({ reply, view }: { reply: PublishedView; view: View }) {
  const { t } = view
  const { number, institution } = reply
  const lang = otherLang(reply.lang, view)
  if (reply.withdrawn) return <TakenBack reply={reply} withdrawn={reply.withdrawn} view={view} />
  return (
    <ColumnPage
      view={view}
      title={reply.title}
      description={t('open-data.requests.lead')}
      crumbs={crumbs(view)}
      titleLang={lang}
      state={<RequestPill item={{ state: 'answered', outcome: reply.outcome }} view={view} />}
      meta={
        <>
          <a href={view.href(`/data/institutions/${institution.slug}`)}>{institution.name}</a>
          {' · '}
          {t(`open-data.requests.kind.${reply.kind}`)}
          {' · '}
          {t('open-data.requests.answered-in', { days: reply.days })}
        </>
      }
    >
      <Section id="question" title={t('open-data.requests.asked')}>
        <p class="lines" lang={lang}>
          {reply.question}
        </p>
      </Section>
      <Section id="answer" title={t('open-data.requests.answer')} note={view.date(reply.answeredOn)}>
        {reply.ground && (
          <p>
            {t(`open-data.requests.ground.${reply.ground}`)}: {reply.groundText}
          </p>
        )}
        <Prose html={reply.answer} lang={lang} />
        <Files files={reply.files} at={`/data/requests/${number}/files`} view={view} />
      </Section>
      <p class="soft">{t('open-data.requests.published.note')}</p>
    </ColumnPage>
  )
}

/** In place of an outcome that the institution took back. */
function TakenBack(props: { reply: PublishedView; withdrawn: NonNullable<PublishedView['withdrawn']>; view: View }) {
  const { reply, withdrawn, view } = props
  const { t } = view
  const title = t('open-data.requests.number', { number: reply.number })
  return (
    <ColumnPage
      view={view}
      title={title}
      noindex
      crumbs={crumbs(view)}
      meta={<a href={view.href(`/data/institutions/${reply.institution.slug}`)}>{reply.institution.name}</a>}
    >
      <Notice kind="info" title={t('open-data.requests.taken-back', { day: view.date(withdrawn.at) })}>
        <p class="lines" lang={otherLang(withdrawn.lang ?? undefined, view)}>
          {withdrawn.reason}
        </p>
      </Notice>
    </ColumnPage>
  )
}

function crumbs({ t }: View) {
  return [
    { path: '/data', label: t('open-data.catalogue.title') },
    { path: LIST, label: t('open-data.requests.room') },
  ]
}
