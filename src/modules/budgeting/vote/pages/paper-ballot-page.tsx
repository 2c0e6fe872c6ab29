import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { money } from '../../money.ts'
import type { PaperBallot } from '../replies.ts'

type Envelope = PaperBallot['envelopes'][number]

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
            reply.envelopes.map((envelope) => (
              <section key={envelope.position} class="paper-part">
                <h2>{envelope.name}</h2>
                <p>{howTo(envelope, large, reply.currency, view)}</p>
                <ul class="paper-list">
                  {envelope.projects
                    .filter((project) => project.void === null)
                    .map((project) => (
                      <li key={project.number}>
                        <span class={isTicked(envelope) ? 'paper-box' : 'paper-box paper-box-wide'} />
                        <span>
                          <b>{view.number(project.number)}.</b> <span lang={project.lang}>{project.title}</span>
                          <br />
                          {money(view, project.cost, reply.currency)}
                          {project.place !== envelope.place && ` · ${project.place}`}
                        </span>
                      </li>
                    ))}
                </ul>
              </section>
            ))
          )}
          <p>{t(large ? 'budgeting.vote.paper.easy.secret' : 'budgeting.vote.paper.secret')}</p>
        </article>
      </Wrap>
    </Page>
  )
}

const isTicked = ({ ballotKind }: Envelope) => ballotKind === 'approval' || ballotKind === 'knapsack'

/** What one writes into the boxes; on the large ballot in short sentences. */
function howTo(
  { ballotKind, minPicks, maxPicks, points, maxPoints, amount }: Envelope,
  large: boolean,
  currency: string,
  view: View,
) {
  const { t } = view
  const args = {
    min: Math.max(1, minPicks),
    max: maxPicks,
    points: points ?? 0,
    most: maxPoints ?? 0,
    amount: money(view, amount, currency),
  }
  return t(`budgeting.vote.paper.${large ? 'easy.' : ''}${ballotKind}`, args)
}
