import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { stances } from '../comment.ts'
import { discussionPath } from '../discussable.ts'
import { sorts } from '../fields.ts'
import type { DiscussionView } from '../replies.ts'
import { CommentThread, commentPath } from './comment-thread.tsx'

interface Props {
  reply: DiscussionView
  view: View
}

/** What people say about a subject: for, against and questions, with answers. */
export function DiscussionPage({ reply, view }: Props) {
  const { t } = view
  const { subject, query } = reply
  const writing = subject.open && (
    <ButtonLink href={view.href(`${discussionPath(subject)}/comment`)}>{t('discussion.write')}</ButtonLink>
  )
  return (
    <ColumnPage
      view={view}
      title={t('discussion.of', { title: subject.title })}
      heading={t('discussion.title')}
      description={t('discussion.lead')}
      crumbs={[{ path: subject.path, label: subject.title }]}
      lead={<a href={view.href(subject.path)}>{subject.title}</a>}
      meta={t('discussion.counts', reply.counts)}
      close
    >
      {writing ? <Actions>{writing}</Actions> : <p class="soft">{t('discussion.closed')}</p>}
      {reply.total > 0 && <Orders reply={reply} view={view} />}
      <FilterChips
        view={view}
        filters={
          query.stance
            ? [
                {
                  label: t(`discussion.stance.${query.stance}`),
                  without: address(reply, view, { stance: null, after: null }),
                },
              ]
            : []
        }
      />
      {reply.items.length === 0 ? (
        <EmptyState
          title={t('discussion.empty')}
          next={writing || <a href={view.href(subject.path)}>{subject.title}</a>}
        />
      ) : (
        <ul class="told">
          {reply.items.map((comment) => (
            <li key={comment.id} id={`comment-${comment.id}`}>
              <CommentThread subject={subject} comment={comment} answers={comment.answers} view={view} />
              {comment.moreAnswers && (
                <p>
                  <a href={view.href(commentPath(subject, comment.id))}>{t('discussion.answers.all')}</a>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <Pagination
        view={view}
        next={reply.next ? address(reply, view, { after: reply.next }) : undefined}
        first={query.after ? address(reply, view, { after: null }) : undefined}
      />
    </ColumnPage>
  )
}

function Orders({ reply, view }: Props) {
  const { t } = view
  const { query } = reply
  return (
    <nav aria-label={t('discussion.order')}>
      <ul class="chips">
        {sorts.map((sort) => (
          <li key={sort}>
            <a
              class={query.sort === sort ? 'chip' : 'chip chip-plain'}
              href={address(reply, view, { sort, after: null })}
              aria-current={query.sort === sort ? 'true' : undefined}
            >
              {t(`discussion.sort.${sort}`)}
            </a>
          </li>
        ))}
        {stances
          .filter((stance) => stance !== query.stance)
          .map((stance) => (
            <li key={stance}>
              <a class="chip chip-plain" href={address(reply, view, { stance, after: null })}>
                {t(`discussion.only.${stance}`)}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

function address({ subject, query }: DiscussionView, view: View, change: Partial<DiscussionView['query']>): string {
  const asked = { ...query, ...change }
  return (
    view.href(discussionPath(subject)) + searchOfRead({ ...asked, sort: asked.sort === 'useful' ? null : asked.sort })
  )
}
