import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import type { MyComments } from '../replies.ts'
import { commentPath } from './comment-thread.tsx'

type Item = MyComments['items'][number]

/** What one has written, over all discussions, each with the way to change it or take it back. */
export function MyCommentsPage({ reply, view }: { reply: MyComments; view: View }) {
  const { t } = view
  const path = view.href('/account/comments')
  return (
    <ColumnPage
      view={view}
      title={t('discussion.mine')}
      crumbs={[{ path: '/account', label: t('people.account.title') }]}
      noindex
    >
      {reply.items.length === 0 ? (
        <EmptyState
          title={t('discussion.mine.none')}
          next={<a href={view.href('/account')}>{t('people.account.title')}</a>}
        />
      ) : (
        <ul class="stack">
          {reply.items.map((item) => (
            <li key={item.id}>
              <Words item={item} view={view} />
              <br />
              <span class="soft">
                {item.subject && (
                  <>
                    {t('discussion.mine.on')}{' '}
                    <a href={view.href(item.subject.path)} lang={item.subject.lang}>
                      {item.subject.title}
                    </a>
                    {' · '}
                  </>
                )}
                {[view.dateTime(item.at), standingOf(item, view)].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pagination
        view={view}
        next={reply.next ? `${path}?after=${reply.next}` : undefined}
        first={reply.first ? undefined : path}
      />
    </ColumnPage>
  )
}

/** Where its subject is not public any more there is no page of it. */
function Words({ item: { id, subject, text, lang }, view }: { item: Item; view: View }) {
  if (!subject) return <span lang={lang}>{text}</span>
  return (
    <a href={view.href(`${commentPath(subject, id)}/my-view`)} lang={lang}>
      {text}
    </a>
  )
}

function standingOf({ subject, state }: Item, { t }: View): string | null {
  if (!subject) return t('discussion.mine.not-public')
  return state === 'held' || state === 'hidden' ? t(`discussion.mine.${state}`) : null
}
