import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { CURRENCY_UNIT } from '../../budget.ts'
import { money } from '../../money.ts'
import type { ResultEnvelope, ResultView } from '../replies.ts'
import { ProjectCharts, SpreadChart } from './result-charts.tsx'

interface Props {
  envelope: ResultEnvelope
  reply: ResultView
  view: View
}

/** One envelope: the projects with what became of each, and the count step by step. */
export function EnvelopeResult({ envelope, reply, view }: Props) {
  const { t } = view
  return (
    <Section
      id={`envelope-${envelope.position}`}
      title={envelope.name}
      note={t('budgeting.result.spent', {
        cost: money(view, envelope.cost, reply.currency),
        amount: money(view, envelope.amount, reply.currency),
      })}
    >
      <p>
        {t(`budgeting.rule.${envelope.rule}.says`)} <LeftOver envelope={envelope} reply={reply} view={view} />
      </p>
      <ProjectCharts envelope={envelope} currency={reply.currency} view={view} />
      <Table
        caption={t('budgeting.result.projects')}
        captionHidden
        rows={envelope.projects}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: 'title',
            header: t('budgeting.vote.project'),
            names: true,
            cell: ({ path, title, lang }) => (
              <a href={view.href(path)} lang={lang}>
                {title}
              </a>
            ),
          },
          {
            key: 'state',
            header: t('budgeting.result.outcome'),
            cell: (project) =>
              project.funded ? (
                <Pill tone="good">{t('budgeting.result.is-funded')}</Pill>
              ) : (
                <>
                  <Pill tone="neutral">{t('budgeting.result.not-funded')}</Pill>
                  {project.why && <p class="soft">{whyNot(project, reply.currency, view)}</p>}
                </>
              ),
          },
          ...(envelope.ballotKind === 'points' || envelope.ballotKind === 'ranking'
            ? [
                {
                  key: 'score',
                  header: t('budgeting.result.points'),
                  numeric: true,
                  cell: ({ score }: Project) => view.number(score ?? 0),
                },
              ]
            : []),
          { key: 'votes', header: t('budgeting.result.votes'), numeric: true, cell: ({ votes }) => view.number(votes) },
          {
            key: 'cost',
            header: t('budgeting.vote.cost'),
            numeric: true,
            cell: ({ cost }) => money(view, cost, reply.currency),
          },
        ]}
      />
      <p>
        {t(reply.process.rehearsal ? 'budgeting.result.fairness.rehearsal' : 'budgeting.result.fairness', {
          excluded: view.number(Math.round(envelope.excluded * 1000) / 10),
          mean: view.number(Math.round(envelope.meanWinners * 100) / 100),
        })}
      </p>
      <SpreadChart envelope={envelope} view={view} rehearsal={reply.process.rehearsal} />
      <Details summary={t('budgeting.result.steps')}>
        <p>{t('budgeting.result.steps.note')}</p>
        <ol>
          {envelope.rounds.map((round, at) => (
            <li key={at}>
              <span lang={round.lang}>{round.project}</span>
              {' — '}
              {t(`budgeting.result.step.${round.step}`, { support: view.number(Math.round(round.effectiveSupport)) })}
            </li>
          ))}
        </ol>
        {envelope.ties.length > 0 && (
          <ul>
            {envelope.ties.map((tie) => (
              <li key={tie.projects.join()}>
                {t(`budgeting.result.tie.${tie.by}`, { projects: view.list(tie.projects), chosen: tie.chosen })}
              </li>
            ))}
          </ul>
        )}
      </Details>
    </Section>
  )
}

/** What is left of the money, and what becomes of it by the rule that was public before the vote. */
function LeftOver({ envelope, reply, view }: Props) {
  const { t } = view
  const left = envelope.amount - envelope.cost
  const isLast = envelope.position === reply.envelopes.at(-1)?.position
  const goes = envelope.leftovers === 'next-envelope' && isLast ? 'return' : envelope.leftovers
  return (
    <>
      {envelope.received > 0 &&
        `${t('budgeting.result.received', { money: money(view, envelope.received, reply.currency) })} `}
      {left > 0 && t(`budgeting.result.left.${goes}`, { money: money(view, left, reply.currency) })}
    </>
  )
}

type Project = ResultEnvelope['projects'][number]

/** What is missing comes of shares; whole units of the currency, rounded up, say it. */
const wholeUnits = (minor: number) => Math.ceil(minor / CURRENCY_UNIT) * CURRENCY_UNIT

/** Why a project is not funded, with what was missing. */
function whyNot({ why, missing }: Project, currency: string, view: View): string {
  // Each reason takes what it needs of these.
  const args = { money: money(view, wholeUnits(missing ?? 0), currency), votes: Math.ceil(missing ?? 0) }
  return say(view.t, { key: `budgeting.result.why.${why ?? 'no-support'}`, args })
}
