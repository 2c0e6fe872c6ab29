import { RoundsNotice } from '#commons/processes/again/pages/rounds-notice.tsx'
import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import '#ui/components/custom-elements.ts'
import { SinceVoteNote } from '../../delivery/pages/since-vote.tsx'
import { money } from '../../money.ts'
import { channelRows, turnoutFigure } from '../../paper/pages/turnout-words.ts'
import { BallotsMark } from '../../recount/on-page.tsx'
import type { ResultView } from '../replies.ts'
import { EnvelopeResult } from './envelope-result.tsx'

const tones = {
  none: 'waiting',
  provisional: 'waiting',
  protocol: 'going',
  decided: 'good',
  annulled: 'overdue',
} as const

/** What is funded, what is not and why; and everything one needs to count again. */
export function ResultPage({ reply, view }: { reply: ResultView; view: View }) {
  const { t } = view
  const { process } = reply
  const title = t('budgeting.result.title')
  return (
    <ProcessPartPage
      view={view}
      process={reply.process}
      title={title}
      state={
        <Pill tone={process.rehearsal ? 'neutral' : tones[reply.state]}>
          {t(`budgeting.result.state.${process.rehearsal ? 'rehearsal' : reply.state}`)}
        </Pill>
      }
      lead={
        process.rehearsal
          ? t('budgeting.result.lead.rehearsal')
          : t(`budgeting.result.lead.${leadOf(reply)}`, {
              day: reply.contestUntil ? view.date(reply.contestUntil) : '',
            })
      }
      meta={process.title}
      description={t('budgeting.result.description', { title: process.title })}
      scripts={countsHere(reply) ? ['recount.js'] : []}
    >
      <RoundsNotice view={view} rounds={reply.rounds} />
      {reply.state === 'annulled' && (
        <Notice kind="warning" title={t('budgeting.result.annulled')}>
          <p>{reply.annulledReason}</p>
        </Notice>
      )}
      {reply.envelopes.length === 0 ? (
        <EmptyState
          title={t(nothingYet(reply))}
          next={<a href={view.href(`/processes/${process.number}/projects`)}>{t('budgeting.vote.projects')}</a>}
        />
      ) : (
        <>
          <Numbers>
            <BigNumber view={view} value={reply.ballots} of={turnoutFigure(reply.turnout, process, view)} />
            <BigNumber
              view={view}
              value={fundedOf(reply)}
              of={t('budgeting.result.funded', { count: fundedOf(reply) })}
            />
          </Numbers>
          <SinceVoteNote since={reply.sinceVote} process={process} view={view} />
          {!process.rehearsal && (
            <BallotsMark mark={reply.mark} view={view} ballots={reply.ballots - reply.paperBallots} opened result />
          )}
          {!process.rehearsal && <SummaryList view={view} rows={stepsOf(reply, view)} />}
          {reply.envelopes.map((envelope) => (
            <EnvelopeResult key={envelope.position} envelope={envelope} reply={reply} view={view} />
          ))}
          <ByArea reply={reply} view={view} />
          {reply.channels && (
            <Section id="channels" title={t('budgeting.paper.channels')}>
              <SummaryList view={view} rows={channelRows(reply.channels, reply.turnout, view)} />
            </Section>
          )}
          {reply.evaluated && (
            <p>
              <a href={view.href(`/processes/${process.number}/evaluation`)}>{t('budgeting.evaluation.look')}</a>
            </p>
          )}
          {reply.listsBallots ? (
            <Again reply={reply} view={view} />
          ) : (
            <Section id="again" title={t('budgeting.result.again')}>
              <p>{t('budgeting.vote.unlisted')}</p>
              <Lot reply={reply} view={view} />
            </Section>
          )}
        </>
      )}
    </ProcessPartPage>
  )
}

function leadOf({ state, cancelled, rounds, contestRuns }: ResultView) {
  if (state === 'annulled' && rounds.in.some((later) => later.cancelled === null)) return 'held-again'
  if (cancelled !== null && state !== 'decided') return 'given-up'
  return state === 'provisional' && !contestRuns ? 'contested' : state
}

function nothingYet({ state, cancelled, voteClosed }: ResultView) {
  if (cancelled !== null) return 'budgeting.result.given-up'
  if (state === 'annulled') return 'budgeting.result.none-funded'
  return voteClosed ? 'budgeting.result.not-counted' : 'budgeting.result.vote-runs'
}

const fundedOf = (reply: ResultView) =>
  reply.envelopes
    .filter(({ annulled }) => annulled === null)
    .reduce((sum, { projects }) => sum + projects.filter(({ funded }) => funded).length, 0)

function stepsOf(reply: ResultView, view: View) {
  const { t } = view
  return [
    {
      question: t('budgeting.result.counted-on'),
      answer: reply.countedAt ? view.date(reply.countedAt) : t('budgeting.result.decision.waits'),
    },
    {
      question: t('budgeting.result.contest'),
      answer: reply.contestUntil ? <Contesting reply={reply} until={reply.contestUntil} view={view} /> : '—',
    },
    {
      question: t('budgeting.result.protocol-on'),
      answer: reply.protocolAt ? view.date(reply.protocolAt) : t('budgeting.result.decision.waits'),
    },
    {
      question: t('budgeting.result.decision'),
      answer: reply.decision
        ? t('budgeting.result.decision.text', { number: reply.decision.number, day: view.date(reply.decision.on) })
        : t('budgeting.result.decision.waits'),
    },
  ]
}

/** Until when, and while it runs also with whom. */
function Contesting({ reply, until, view }: { reply: ResultView; until: string; view: View }) {
  const { t } = view
  const { slug, name } = reply.organisation
  return (
    <>
      {t('budgeting.result.contest-until', { day: view.date(until) })}
      {reply.state === 'provisional' && reply.contestRuns && (
        <>
          {'. '}
          {t('budgeting.result.contest-with')} <a href={view.href(`/authorities/${slug}`)}>{name}</a>
        </>
      )}
    </>
  )
}

/** Where the funded projects are, and how each envelope was for its voters. */
function ByArea({ reply, view }: { reply: ResultView; view: View }) {
  const { t } = view
  if (reply.areas.length === 0 && reply.envelopes.length < 2) return null
  return (
    <Section id="areas" title={t('budgeting.result.areas')} note={t('budgeting.result.areas.note')}>
      {reply.envelopes.length > 1 && (
        <Details summary={t('budgeting.result.areas.envelopes')} printed>
          <Table
            caption={t('budgeting.result.areas.envelopes')}
            captionHidden
            rows={reply.envelopes}
            rowKey={({ position }) => position}
            columns={[
              { key: 'name', header: t('budgeting.result.areas.envelope'), names: true, cell: ({ name }) => name },
              { key: 'place', header: t('budgeting.vote.place'), cell: ({ place }) => place },
              {
                key: 'voters',
                header: t(reply.process.rehearsal ? 'budgeting.result.voters.rehearsal' : 'budgeting.result.voters'),
                numeric: true,
                cell: ({ ballots }) => view.number(ballots),
              },
              {
                key: 'excluded',
                header: t('budgeting.result.with-nothing'),
                numeric: true,
                cell: ({ ballots, excluded }) =>
                  ballots === 0 ? '—' : `${view.number(Math.round(excluded * 1000) / 10)} %`,
              },
              {
                key: 'mean',
                header: t('budgeting.result.mean'),
                numeric: true,
                cell: ({ ballots, meanWinners }) =>
                  ballots === 0 ? '—' : view.number(Math.round(meanWinners * 100) / 100),
              },
            ]}
          />
        </Details>
      )}
      {reply.areas.length > 0 && (
        <Details summary={t('budgeting.result.areas.places')} printed>
          <Table
            caption={t('budgeting.result.areas.places')}
            captionHidden
            rows={reply.areas}
            rowKey={({ place }) => place}
            columns={[
              { key: 'place', header: t('budgeting.vote.place'), names: true, cell: ({ place }) => place },
              {
                key: 'funded',
                header: t('budgeting.result.areas.funded'),
                numeric: true,
                cell: ({ funded, listed }) =>
                  t('budgeting.result.areas.of', { funded: view.number(funded), listed: view.number(listed) }),
              },
              {
                key: 'cost',
                header: t('budgeting.vote.cost'),
                numeric: true,
                cell: ({ cost }) => money(view, cost, reply.currency),
              },
            ]}
          />
        </Details>
      )}
    </Section>
  )
}

/** Whether a browser can count again from what is public. The lot of a rehearsal was drawn from no log, so nobody draws it again. */
const countsHere = ({ envelopes, listsBallots, lot }: ResultView) =>
  envelopes.length > 0 && listsBallots && lot !== null

/** How anybody counts again. */
function Again({ reply, view }: { reply: ResultView; view: View }) {
  const { t } = view
  const { number } = reply.process
  return (
    <Section
      id="again"
      title={t('budgeting.result.again')}
      note={t(reply.process.rehearsal ? 'budgeting.result.again.note.rehearsal' : 'budgeting.result.again.note')}
    >
      {countsHere(reply) && (
        <punte-recount
          worker={view.asset('recount-worker.js')}
          result={`/api/v1/processes/${number}/result`}
          ballots={`/processes/${number}/ballots.csv`}
          paper={`/api/v1/processes/${number}/paper`}
          start={t('budgeting.result.here.start')}
          working={t('budgeting.result.here.working')}
          counting={t('budgeting.result.here.counting')}
          same={t('budgeting.result.here.same')}
          differs={t('budgeting.result.here.differs')}
          failed={t('budgeting.result.here.failed')}
        />
      )}
      <ul>
        <li>
          <a href={view.href(`/processes/${number}/ballots`)}>{t('budgeting.vote.ballots')}</a>
        </li>
        {reply.paperBallots > 0 && (
          <li>
            <a href={view.href(`/processes/${number}/paper`)}>{t('budgeting.paper.ballots')}</a>
          </li>
        )}
        {reply.envelopes.map(({ position, name }) => (
          <li key={position}>
            <a href={`/processes/${number}/envelopes/${position}/election.pb`}>
              {t('budgeting.result.pb', { envelope: name })}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <code>npm run count -- election.pb</code>
      </p>
      <Lot reply={reply} view={view} />
      {reply.envelopes.length > 1 && (
        <p class="soft">
          {t('budgeting.result.amounts', {
            amount: money(
              view,
              // What one envelope left to the next one was shared once.
              reply.envelopes.reduce((sum, { amount, received }) => sum + amount - received, 0),
              reply.currency,
            ),
          })}
        </p>
      )}
    </Section>
  )
}

/** What orders equal projects. */
function Lot({ reply, view }: { reply: ResultView; view: View }) {
  const { t } = view
  if (!reply.lot) return null
  return (
    <Details summary={t('budgeting.result.lot')}>
      <p>{t('budgeting.result.lot.text')}</p>
      <SummaryList
        view={view}
        rows={[
          { question: t('budgeting.result.dice'), answer: <code>{reply.lot.dice}</code> },
          { question: t('budgeting.result.checkpoint'), answer: <code>{reply.lot.checkpoint}</code> },
        ]}
      />
    </Details>
  )
}
