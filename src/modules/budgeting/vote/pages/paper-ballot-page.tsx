import { CancelledNotice } from '#commons/processes/pages/cancelled-notice.tsx'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { PaperBallot } from '../replies.ts'
import { PaperParts } from './paper-parts.tsx'

/**
 * The ballot as one prints it: nobody's, by number, in one language. The large one has large letters and short sentences, for whoever
 * reads with difficulty.
 */
export function PaperBallotPage({ reply, view }: { reply: PaperBallot; view: View }) {
  const { t } = view
  const { process, size } = reply
  const large = size === 'large'
  const title = t('budgeting.vote.paper')
  const path = `/processes/${process.number}/paper-ballot`
  return (
    <Page view={view} title={title} description={t('budgeting.vote.paper.description')}>
      <Wrap>
        <div class="screen-only">
          <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
          <CancelledNotice view={view} process={process} />
          <p>
            {t('budgeting.vote.paper.print')}{' '}
            <a href={view.href(large ? path : `${path}?size=large`)}>
              {t(large ? 'budgeting.vote.paper.usual' : 'budgeting.vote.paper.large')}
            </a>
          </p>
        </div>
        <article class={large ? 'paper paper-large stack' : 'paper stack'}>
          <h1>{process.title}</h1>
          <p>{t(large ? 'budgeting.vote.paper.easy' : 'budgeting.vote.paper.lead')}</p>
          {reply.standing === 'coming' ? (
            <EmptyState title={t('budgeting.vote.opens', { day: view.date(reply.opensOn) })} next={null} />
          ) : (
            <PaperParts envelopes={reply.envelopes} currency={reply.currency} large={large} view={view} />
          )}
          <p>{t(large ? 'budgeting.vote.paper.easy.secret' : 'budgeting.vote.paper.secret')}</p>
        </article>
      </Wrap>
    </Page>
  )
}
