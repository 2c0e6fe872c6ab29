import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { OwnRequestView, RequestList } from '../replies.ts'
import { AnswerSection, AskedSection, RequestPill, Term, TermSection } from './request-parts.tsx'

const LIST = '/account/data-requests'

/** What one has asked by law. */
export function OwnRequestsPage({ reply, view }: { reply: RequestList; view: View }) {
  const { t } = view
  const title = t('open-data.requests.mine')
  const ask = <ButtonLink href={view.href('/data/requests/new')}>{t('open-data.requests.new')}</ButtonLink>
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data/requests', label: t('open-data.requests.room') }]} />
        <div class="stack-wide">
          <Heading title={title} lead={t('open-data.requests.mine.lead')} />
          {reply.items.length === 0 ? (
            <EmptyState title={t('open-data.requests.mine.none')} next={ask} />
          ) : (
            <>
              <Actions>{ask}</Actions>
              <RowList
                view={view}
                items={reply.items.map((item) => ({
                  title: t('open-data.requests.title-of', {
                    number: item.number,
                    kind: t(`open-data.requests.kind.${item.kind}`),
                  }),
                  href: view.href(`/data/requests/${item.number}/mine`),
                  meta: dotted([item.institution.name, view.date(item.sentAt, 'short')]),
                  state: (
                    <>
                      <RequestPill item={item} view={view} />{' '}
                      {item.term && (item.state === 'registered' || item.state === 'sent') && (
                        <Term term={item.term} view={view} />
                      )}
                    </>
                  ),
                }))}
              />
            </>
          )}
          <Pagination
            view={view}
            next={reply.next ? `${view.href(LIST)}?after=${reply.next}` : undefined}
            first={reply.first ? undefined : view.href(LIST)}
          />
        </div>
      </Wrap>
    </Page>
  )
}

/** One's own request: where it stands, until when, what was answered. */
export function OwnRequestPage({ reply, view, form }: { reply: OwnRequestView; view: View; form: FormState }) {
  const { t } = view
  const { number, institution } = reply
  const path = `/data/requests/${number}`
  return (
    <ColumnPage
      view={view}
      title={t('open-data.requests.number', { number })}
      noindex
      crumbs={[
        { path: '/data/requests', label: t('open-data.requests.room') },
        { path: LIST, label: t('open-data.requests.mine') },
      ]}
      lead={t(`open-data.requests.next.${reply.state}`, { institution: institution.name })}
      state={<RequestPill item={reply} view={view} />}
      meta={dotted([
        t(`open-data.requests.kind.${reply.kind}`),
        institution.name,
        t('open-data.requests.sent-on', { day: view.date(reply.sentAt) }),
        reply.incomingNumber && t('open-data.requests.incoming', { number: reply.incomingNumber }),
      ])}
    >
      <AnswerSection reply={reply} view={view} files={`${path}/mine/files`} />
      <TermSection reply={reply} view={view} />
      <AskedSection reply={reply} view={view} />
      {reply.published && (
        <p>
          <a href={view.href(path)}>{t('open-data.requests.public-page')}</a>
        </p>
      )}
      {reply.mayWithdraw && (
        <Section id="withdraw" title={t('open-data.requests.withdraw')} note={t('open-data.requests.withdraw.note')}>
          <Form view={view} action={view.href(`${path}/mine/withdrawal`)} errors={errorsOf(form, view)}>
            <Button kind="quiet">{t('open-data.requests.withdraw')}</Button>
          </Form>
        </Section>
      )}
    </ColumnPage>
  )
}
