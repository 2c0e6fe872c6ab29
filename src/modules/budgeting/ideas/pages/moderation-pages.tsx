import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { ideaPath } from '../../idea.ts'
import type { HidingView, IdeaQueue } from '../replies.ts'
import { AppealNotice, DecideHiding, HideForm, WaitingAppeals } from './hiding-parts.tsx'

export const DESK = '/work/published-ideas'

/** What residents of one's place proposed, newest first: ideas are public at once. */
export function IdeaQueuePage({ reply, view }: { reply: IdeaQueue; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('budgeting.ideas.desk')}
      lead={t('budgeting.ideas.desk.lead')}
      reply={reply}
      empty={{ title: t('budgeting.ideas.desk.empty') }}
      rowKey={({ number }) => String(number)}
      href={({ number }) => view.href(`${DESK}/${number}`)}
      title={({ title }) => title}
      titleLang={({ lang }) => lang}
      titleHeader={t('budgeting.ideas.idea')}
      columns={[
        { key: 'process', header: t('budgeting.ideas.process'), cell: ({ process }) => process.title },
        { key: 'place', header: t('budgeting.ideas.place'), cell: ({ place }) => place.name },
        {
          key: 'state',
          header: t('budgeting.ideas.state'),
          cell: ({ state }) => t(`budgeting.ideas.state.${state}`),
        },
        {
          key: 'day',
          header: t('budgeting.ideas.proposed-on'),
          cell: ({ createdAt }) => view.date(createdAt, 'short'),
        },
      ]}
    >
      <WaitingAppeals of="ideas" view={view} appeals={reply.appeals} desk={DESK} />
    </WorkQueuePage>
  )
}

/** One idea for a moderator, with the way to hide it. */
export function HidingPage({ reply, view, form }: { reply: HidingView; view: View; form: FormState }) {
  const { t } = view
  const { idea } = reply
  return (
    <WorkPage
      view={view}
      title={reply.title}
      titleLang={reply.lang}
      lead={<a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.public-page')}</a>}
      crumbs={[{ path: DESK, label: t('budgeting.ideas.desk') }]}
      meta={[idea.place.name, t(`budgeting.ideas.state.${idea.state}`)].join(' · ')}
    >
      <Measure>
        <Prose html={reply.html} lang={reply.lang} />
        {reply.address && <p lang={reply.lang}>{reply.address}</p>}
        {reply.hidden !== null && (
          <Notice kind="warning" title={t('budgeting.ideas.hidden')}>
            <p>{reply.hidden}</p>
          </Notice>
        )}
        {reply.mayHide ? (
          <HideForm of="ideas" view={view} form={form} action={`${DESK}/${idea.number}`} />
        ) : (
          reply.hidden === null && <p class="soft">{t('budgeting.ideas.hide.not')}</p>
        )}
        {reply.appeal && <AppealNotice of="ideas" appeal={reply.appeal} view={view} />}
        {reply.mayDecide && (
          <DecideHiding of="ideas" view={view} form={form} action={`${DESK}/${idea.number}/appeal`} />
        )}
      </Measure>
    </WorkPage>
  )
}
