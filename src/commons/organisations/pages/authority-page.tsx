import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { AuthorityView } from '../replies.ts'

type Promised = AuthorityView['promises'][number]

/** One authority: what it answers for and what it promised. */
export function AuthorityPage({ reply, view }: { reply: AuthorityView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={reply.name} description={t('organisations.one.lead', { name: reply.name })}>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/authorities', label: t('organisations.title') }]} />
        <Measure>
          <Heading
            title={reply.name}
            state={<Pill tone="neutral">{t(`organisations.kind.${reply.kind}`)}</Pill>}
            meta={reply.place.map(({ name }) => name).join(' › ')}
          />
          {reply.endedAt && (
            <Notice kind="warning" title={t('organisations.ended', { day: view.date(reply.endedAt) })}>
              <p>{t('organisations.ended.text')}</p>
            </Notice>
          )}
          {reply.demo && <p class="soft">{t('organisations.demo')}</p>}
          <p>
            <ButtonLink kind="quiet" href={view.href(`/petitions?authority=${reply.slug}`)}>
              {t('organisations.petitions')}
            </ButtonLink>
          </p>
          {reply.promises.length > 0 && (
            <Section id="promises" title={t('organisations.promises')} note={t('organisations.promises.note')}>
              <SummaryList
                view={view}
                rows={reply.promises.map((promise) => ({
                  question: promise.title,
                  answer: <PromiseInForce view={view} promise={promise} />,
                }))}
              />
            </Section>
          )}
          {reply.email && (
            <Section id="contact" title={t('organisations.contact')}>
              <p>
                <a href={`mailto:${reply.email}`}>{reply.email}</a>
              </p>
            </Section>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}

function PromiseInForce({ view, promise }: { view: View; promise: Promised }) {
  const { t } = view
  const { words, own, from, reason, law } = promise
  return (
    <>
      <p>
        <strong>{words}</strong>
      </p>
      <p class="soft">
        {own && from && t('organisations.promise.own', { from: view.date(from), reason: reason ?? '' })}
        {!own && (law ?? t('organisations.promise.house'))}
      </p>
    </>
  )
}
