import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Bars } from '#ui/components/Bars.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { CURRENCY_UNIT } from '../../budget.ts'
import { money } from '../../money.ts'
import { ProjectLink } from '../../project-name.tsx'
import type { ResultEnvelope, ResultView } from '../replies.ts'
import { CostChart, SpreadChart } from './result-charts.tsx'

interface Props {
  envelope: ResultEnvelope
  reply: ResultView
  view: View
}

/** One envelope: what is funded, what is not and why; then, folded, all figures and how they came about. */
export function EnvelopeResult(props: Props) {
  return props.envelope.annulled ? <AnnulledResult {...props} /> : <StandingResult {...props} />
}

function StandingResult({ envelope, reply, view }: Props) {
  const { t } = view
  const funded = envelope.projects.filter((project) => project.funded)
  const others = envelope.projects.filter((project) => !project.funded)
  const spread = t(
    reply.process.rehearsal ? 'budgeting.result.chart.spread.rehearsal' : 'budgeting.result.chart.spread',
  )
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
      {envelope.compared && <p>{t(`budgeting.result.compared.${envelope.compared.winner}`, envelope.compared)}</p>}
      {funded.length === 0 && <p>{t('budgeting.result.none-funded')}</p>}
      <Outcomes projects={funded} envelope={envelope} reply={reply} view={view} />
      {others.length > 0 && (
        <Details summary={t('budgeting.result.others', { count: others.length })} printed>
          <Outcomes projects={others} envelope={envelope} reply={reply} view={view} />
        </Details>
      )}
      <p>{fairnessOf(envelope, reply, view)}</p>
      <div>
        {envelope.spread.length > 0 && envelope.ballots > 0 && (
          <Details summary={spread} printed>
            <SpreadChart envelope={envelope} view={view} caption={spread} />
          </Details>
        )}
        <Details summary={t('budgeting.result.chart.cost')} printed>
          <CostChart envelope={envelope} currency={reply.currency} view={view} />
        </Details>
        <Details summary={t('budgeting.result.table')}>
          <ProjectTable envelope={envelope} reply={reply} view={view} />
        </Details>
        <Details summary={t('budgeting.result.steps')} printed>
          <CountSteps envelope={envelope} view={view} />
        </Details>
      </div>
    </Section>
  )
}

/** How it was for voters; of an envelope in which nobody chose anything no share says something. */
function fairnessOf({ ballots, excluded, meanWinners }: ResultEnvelope, { process }: ResultView, view: View): string {
  if (ballots === 0) return view.t('budgeting.result.nothing-chosen')
  return view.t(process.rehearsal ? 'budgeting.result.fairness.rehearsal' : 'budgeting.result.fairness', {
    excluded: view.number(Math.round(excluded * 1000) / 10),
    mean: view.number(Math.round(meanWinners * 100) / 100),
  })
}

/** Why nothing of it is funded, and where it is voted on again; folded, what was counted. */
function AnnulledResult({ envelope, reply, view }: Props) {
  const { t } = view
  const { annulled } = envelope
  return (
    <Section id={`envelope-${envelope.position}`} title={envelope.name}>
      <Notice kind="warning" title={t('budgeting.result.envelope-annulled')}>
        <p>{annulled?.reason}</p>
        {annulled?.again && (
          <p>
            <a href={view.href(`/processes/${annulled.again}`)}>
              {t('budgeting.result.envelope-again', { number: annulled.again })}
            </a>
          </p>
        )}
      </Notice>
      <Details summary={t('budgeting.result.was-counted')}>
        <ProjectTable envelope={envelope} reply={reply} view={view} />
      </Details>
    </Section>
  )
}

type Project = ResultEnvelope['projects'][number]

/** Each with its votes and cost, and why it is not funded where it is not. */
function Outcomes({ projects, envelope, reply, view }: Props & { projects: Project[] }) {
  const { t } = view
  return (
    <Bars
      label={t('budgeting.result.chart')}
      most={Math.max(0, ...envelope.projects.map(({ votes }) => votes))}
      bars={projects.map((project) => ({
        key: project.number,
        label: project.title,
        lang: project.lang,
        href: view.href(project.path),
        value: project.votes,
        said: [
          ...(givesPoints(envelope) ? [t('budgeting.result.points.of', { count: project.score ?? 0 })] : []),
          t('budgeting.result.votes.of', { count: project.votes }),
          money(view, project.cost, reply.currency),
        ]
          // A line ends between the figures, never within one.
          .map((figure) => figure.replaceAll(' ', '\u00a0'))
          .join(' · '),
        strong: project.funded,
        note: project.why && whyNot(project, reply.currency, view),
      }))}
    />
  )
}

const givesPoints = ({ ballotKind }: ResultEnvelope) => ballotKind === 'points' || ballotKind === 'ranking'

function ProjectTable({ envelope, reply, view }: Props) {
  const { t } = view
  return (
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
          cell: (project) => <ProjectLink view={view} path={project.path} project={project} />,
        },
        {
          key: 'state',
          header: t('budgeting.result.outcome'),
          cell: ({ funded }) =>
            funded ? (
              <Pill tone={envelope.annulled ? 'overdue' : 'good'}>
                {t(envelope.annulled ? 'budgeting.result.was-chosen' : 'budgeting.result.is-funded')}
              </Pill>
            ) : (
              <Pill tone="neutral">{t('budgeting.result.not-funded')}</Pill>
            ),
        },
        ...(givesPoints(envelope)
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
  )
}

function CountSteps({ envelope, view }: Omit<Props, 'reply'>) {
  const { t } = view
  return (
    <>
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
    </>
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

/** What is missing comes of shares; whole units of the currency, rounded up, say it. */
const wholeUnits = (minor: number) => Math.ceil(minor / CURRENCY_UNIT) * CURRENCY_UNIT

/** Why a project is not funded, with what was missing. */
function whyNot({ why, missing }: Project, currency: string, view: View): string {
  // Each reason takes what it needs of these.
  const args = { money: money(view, wholeUnits(missing ?? 0), currency), votes: Math.ceil(missing ?? 0) }
  return say(view.t, { key: `budgeting.result.why.${why ?? 'no-support'}`, args })
}
