import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { WaysList } from '../../paper/pages/ways-list.tsx'
import type { VoteView } from '../replies.ts'

/** What stands where the script has not begun: what is needed, and how else one votes. */
export function WithoutScript({ view, reply }: { view: View; reply: Pick<VoteView, 'process' | 'ways'> }) {
  const { t } = view
  return (
    <div data-part="plain">
      <Notice kind="warning" title={t('budgeting.tokens.plain')}>
        <p>{t('budgeting.tokens.plain.why')}</p>
        {reply.ways.length === 0 ? (
          <p>{t('budgeting.tokens.plain.none')}</p>
        ) : (
          <>
            <p>{t('budgeting.tokens.plain.else')}</p>
            <WaysList ways={reply.ways} view={view} />
            <p>
              <a href={view.href(`/processes/${reply.process.number}/paper`)}>{t('budgeting.paper.title')}</a>
            </p>
          </>
        )}
      </Notice>
    </div>
  )
}

/** Where the script says what stands in the way, or what it does. */
export function Said({ view }: { view: View }) {
  return (
    <>
      <div data-part="problem" role="alert" tabindex={-1} hidden>
        <Notice kind="danger" title={view.t('budgeting.tokens.problem')}>
          <ul class="plain-list" data-list />
        </Notice>
      </div>
      <p data-part="working" role="status" hidden>
        {view.t('budgeting.tokens.working')}
      </p>
    </>
  )
}
