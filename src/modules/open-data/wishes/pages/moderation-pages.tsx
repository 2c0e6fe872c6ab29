import { LangField } from '#commons/people/lang-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import { queryString } from '../query-string.ts'
import type { WishHidingView, WishQueue } from '../replies.ts'
import { wishPath } from '../wish.ts'
import { wishQueue } from './desk-pages.tsx'

export const MODERATION = '/work/published-data-wishes'

/** Wishes of one's places: what readers reported, then the newest, which are public at once. */
export function WishQueuePage({ reply, view }: { reply: WishQueue; view: View }) {
  const { t } = view
  const table = (items: WishQueue['items'], caption: string) => (
    <QueueTable view={view} caption={caption} captionHidden rows={items} {...wishQueue(view, MODERATION)} />
  )
  return (
    <WorkPage view={view} title={t('open-data.wishes.moderation')} lead={t('open-data.wishes.moderation.lead')}>
      {reply.flagged.length > 0 && (
        <Section id="flagged" title={t('open-data.wishes.flagged')}>
          {table(reply.flagged, t('open-data.wishes.flagged'))}
        </Section>
      )}
      {reply.items.length === 0 ? (
        <EmptyState title={t('open-data.wishes.empty')} next={<a href={view.href('/work')}>{t('work.title')}</a>} />
      ) : (
        <Section id="newest" title={t('open-data.wishes.sort.newest')}>
          {table(reply.items, t('open-data.wishes.sort.newest'))}
        </Section>
      )}
      <Pagination
        view={view}
        next={reply.next ? view.href(MODERATION) + queryString({ after: reply.next }) : undefined}
        first={reply.first ? undefined : view.href(MODERATION)}
      />
    </WorkPage>
  )
}

/** A wish as it was written, what readers say of it, and what a moderator may do. */
export function WishHidingPage({ reply, view, form }: { reply: WishHidingView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const act = `${MODERATION}/${reply.number}`
  return (
    <WorkPage
      view={view}
      title={reply.title}
      meta={t('open-data.wishes.number', { number: reply.number })}
      crumbs={[{ path: MODERATION, label: t('open-data.wishes.moderation') }]}
    >
      <Desk
        decide={
          <>
            {reply.hidden === null && (
              <Section id="hide" title={t('open-data.wishes.hide')} note={t('open-data.wishes.hide.note')}>
                <Form view={view} action={view.href(act)} errors={errors}>
                  <TextArea
                    view={view}
                    name="reason"
                    label={t('open-data.wishes.hide.reason')}
                    error={errors?.reason}
                    value={typed(form, 'reason')}
                    rows={4}
                    limit={500}
                  />
                  <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
                  <Button kind="danger">{t('open-data.wishes.hide')}</Button>
                </Form>
              </Section>
            )}
            {reply.appeal?.waits && !reply.appeal.anothersToDecide && (
              <Section
                id="uphold"
                title={t('open-data.wishes.appeal.uphold')}
                note={t('open-data.wishes.appeal.uphold.note')}
              >
                <Form view={view} action={view.href(`${act}/upholding`)} scope="uphold">
                  <Button kind="quiet">{t('open-data.wishes.appeal.uphold')}</Button>
                </Form>
              </Section>
            )}
            {(reply.hidden !== null || reply.flagged) && (
              <Section id="keep" title={t('open-data.wishes.keep')} note={t('open-data.wishes.keep.note')}>
                <Form view={view} action={view.href(`${act}/keeping`)} scope="keep">
                  <Button kind="quiet">
                    {t(reply.hidden === null ? 'open-data.wishes.keep.button' : 'open-data.wishes.keep.again')}
                  </Button>
                </Form>
              </Section>
            )}
          </>
        }
      >
        {reply.hidden !== null && (
          <Notice kind="warning" title={t('open-data.wishes.hidden')}>
            <p lang={otherLang(reply.hiddenLang ?? undefined, view)}>{reply.hidden}</p>
          </Notice>
        )}
        {reply.appeal && (
          <Notice
            kind={reply.appeal.waits ? 'warning' : 'info'}
            title={t(reply.appeal.waits ? 'open-data.wishes.appeal.came' : 'open-data.wishes.appeal.upheld')}
          >
            {reply.appeal.text && <p class="lines">{reply.appeal.text}</p>}
            {reply.appeal.waits && reply.appeal.anothersToDecide && (
              <p>{t('open-data.wishes.appeal.same-moderator')}</p>
            )}
          </Notice>
        )}
        {reply.flags.length > 0 && (
          <Notice kind={reply.flagged ? 'warning' : 'info'} title={t('open-data.wishes.flagged')}>
            <ul>
              {reply.flags.map(({ reason, count }) => (
                <li key={reason}>
                  {t(`open-data.wishes.flag.reason.${reason}`)}: {view.number(count)}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <Prose html={reply.textHtml} lang={reply.lang} />
        {reply.hidden === null && (
          <p>
            <a href={view.href(wishPath(reply))}>{t('open-data.wishes.public-page')}</a>
          </p>
        )}
      </Desk>
    </WorkPage>
  )
}
