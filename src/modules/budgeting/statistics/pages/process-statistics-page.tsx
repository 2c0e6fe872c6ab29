import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { BarChart } from '#ui/components/BarChart.tsx'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { AgesTable } from '../../ages/ages-table.tsx'
import { SinceVoteNote } from '../../delivery/pages/since-vote.tsx'
import { projectPath } from '../../delivery/project.ts'
import { money } from '../../money.ts'
import { paperRows, turnoutFigure, turnoutLine } from '../../paper/pages/turnout-words.ts'
import { ProjectLink } from '../../project-name.tsx'
import { Funnel } from '../../visits/pages/funnel.tsx'
import type { ProcessStatistics } from '../replies.ts'
import { BarTable } from './bar-table.tsx'

interface Props {
  reply: ProcessStatistics
  view: View
}

/** Who took part, what became of ideas, how long it took and what it cost. */
export function ProcessStatisticsPage({ reply, view }: Props) {
  const { t } = view
  const { process } = reply
  const title = t('budgeting.statistics.title')
  return (
    <ProcessPartPage
      view={view}
      process={process}
      title={title}
      lead={t('budgeting.statistics.lead')}
      meta={[process.title, reply.asOf && t('budgeting.statistics.as-of', { time: view.dateTime(reply.asOf) })]
        .filter(Boolean)
        .join(' · ')}
      description={t('budgeting.statistics.of', { title: process.title })}
    >
      {reply.asOf === null ? (
        <EmptyState
          title={t(process.rehearsal ? 'budgeting.statistics.rehearsal' : 'budgeting.statistics.none')}
          next={<a href={view.href(`/processes/${process.number}`)}>{process.title}</a>}
        />
      ) : (
        <>
          <Numbers>
            <BigNumber
              view={view}
              value={reply.ideas.proposed}
              of={t('budgeting.ideas.figure', { count: reply.ideas.proposed })}
            />
            {reply.answers ? (
              <BigNumber
                view={view}
                value={reply.answers.takenUp}
                of={t('budgeting.answers.figure.taken-up', { count: reply.answers.takenUp })}
              />
            ) : (
              <BigNumber view={view} value={reply.turnout.ballots} of={turnoutFigure(reply.turnout, process, view)} />
            )}
            <BigNumber view={view} value={reply.done} of={t('budgeting.delivery.figure', { count: reply.done })} />
          </Numbers>
          <Participation reply={reply} view={view} />
          {reply.answers === null && <Funnel visits={reply.visits} k={reply.k} view={view} />}
          <Way reply={reply} view={view} />
          <Days reply={reply} view={view} />
          <Areas reply={reply} view={view} />
          <Money reply={reply} view={view} />
          <Time reply={reply} view={view} />
        </>
      )}
      <p>
        <a href={view.href('/processes/statistics')}>{t('budgeting.statistics.all')}</a>
      </p>
    </ProcessPartPage>
  )
}

function Participation({ reply, view }: Props) {
  const { t } = view
  const { process } = reply
  const few = t('budgeting.statistics.few', { k: reply.k })
  const told = (count: number | null) => (count === null ? few : view.number(count))
  return (
    <Section
      id="people"
      title={t('budgeting.statistics.people')}
      note={t('budgeting.statistics.people.note', { k: reply.k })}
    >
      <SummaryList
        view={view}
        rows={[
          { question: t('budgeting.statistics.authors'), answer: told(reply.people.authors) },
          { question: t('budgeting.statistics.supporters'), answer: told(reply.people.supporters) },
          ...(reply.answers
            ? []
            : [
                { question: t('budgeting.statistics.voters'), answer: turnoutLine(reply.turnout, process, view) },
                ...paperRows(reply.turnout, view),
              ]),
        ]}
      />
      {reply.channels && reply.channels.cells.length > 0 && (
        <BarTable
          view={view}
          caption={t('budgeting.statistics.channels')}
          head={t('budgeting.statistics.channel')}
          counted={t('budgeting.statistics.at-least')}
          rows={[
            ...reply.channels.cells.map(({ channel, atLeast }) => ({
              name: say(t, { key: `budgeting.paper.channel.${channel}` as MessageKey }),
              value: atLeast,
            })),
            { name: t('budgeting.statistics.not-told'), value: reply.channels.elsewhere },
          ]}
        />
      )}
      {reply.ages && <AgesTable ages={reply.ages} view={view} />}
    </Section>
  )
}

function Way({ reply, view }: Props) {
  const { t } = view
  const { ideas, answers, funded, done } = reply
  const steps = answers
    ? ([
        ['proposed', ideas.proposed],
        ['supported', answers.owed],
        ['answered', answers.takenUp + answers.notTakenUp],
        ['taken-up', answers.takenUp],
        ['done', done],
      ] as const)
    : ([
        ['proposed', ideas.proposed],
        ['reviewed', ideas.reviewed],
        ['accepted', ideas.accepted],
        ['on-ballot', ideas.onBallot],
        ['funded', funded],
        ['done', done],
      ] as const)
  return (
    <Section id="way" title={t('budgeting.statistics.way')} note={t('budgeting.statistics.way.note')}>
      <BarTable
        view={view}
        caption={t('budgeting.statistics.way')}
        head={t('budgeting.statistics.step')}
        counted={t('budgeting.statistics.ideas')}
        rows={steps.map(([step, value]) => ({ name: t(`budgeting.statistics.step.${step}`), value }))}
      />
      {!answers && <SinceVoteNote since={reply.sinceVote} process={reply.process} view={view} />}
    </Section>
  )
}

function Days({ reply, view }: Props) {
  const { t } = view
  if (reply.days.length === 0) return null
  return (
    <Section id="days" title={t('budgeting.statistics.days')}>
      <BarChart
        view={view}
        label={t('budgeting.statistics.days')}
        counted={t('budgeting.statistics.ideas')}
        days={reply.days.map(({ day, ideas }) => ({ date: day, count: ideas }))}
      />
    </Section>
  )
}

function Areas({ reply, view }: Props) {
  const { t } = view
  const column = (key: 'ideas' | 'supports' | 'onBallot' | 'funded', header: string) => ({
    key,
    header,
    numeric: true,
    cell: (row: ProcessStatistics['areas'][number]) => view.number(row[key]),
  })
  return (
    <Section id="areas" title={t('budgeting.statistics.areas')} note={t('budgeting.statistics.areas.note')}>
      <Table
        caption={t('budgeting.statistics.table', { what: t('budgeting.statistics.areas') })}
        captionHidden
        rows={reply.areas}
        rowKey={({ place }) => place.key}
        columns={[
          { key: 'place', header: t('budgeting.ideas.place'), names: true, cell: ({ place }) => place.name },
          column('ideas', t('budgeting.statistics.ideas')),
          column('supports', t('budgeting.statistics.supports')),
          ...(reply.answers ? [] : [column('onBallot', t('budgeting.statistics.step.on-ballot'))]),
          column('funded', t(`budgeting.statistics.step.${reply.answers ? 'taken-up' : 'funded'}`)),
          {
            key: 'cost',
            header: t('budgeting.statistics.money'),
            numeric: true,
            cell: ({ cost }) => money(view, cost, reply.currency),
          },
        ]}
      />
    </Section>
  )
}

function Money({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="money" title={t('budgeting.statistics.money')}>
      <BarTable
        view={view}
        caption={t('budgeting.statistics.money')}
        head={t('budgeting.statistics.money.kind')}
        counted={t('budgeting.statistics.money.sum')}
        rows={(['available', 'cost', 'contracted', 'paid'] as const).map((kind) => ({
          name: t(`budgeting.statistics.column.${kind}`),
          value: reply.money[kind],
          written: money(view, reply.money[kind], reply.currency),
        }))}
      />
    </Section>
  )
}

function Time({ reply, view }: Props) {
  const { t } = view
  if (reply.delivered.length === 0) return null
  return (
    <Section
      id="time"
      title={t('budgeting.statistics.time')}
      note={t('budgeting.statistics.time.median', { days: Math.round(reply.medianDays ?? 0) })}
    >
      <Table
        caption={t('budgeting.statistics.table', { what: t('budgeting.statistics.time') })}
        captionHidden
        rows={reply.delivered}
        rowKey={({ project }) => project}
        columns={[
          {
            key: 'title',
            header: t('budgeting.vote.project'),
            names: true,
            cell: ({ project, ...named }) => (
              <ProjectLink view={view} path={projectPath(reply.process, { number: project })} project={named} />
            ),
          },
          {
            key: 'days',
            header: t('budgeting.statistics.time.days'),
            numeric: true,
            cell: ({ days }) => view.number(days),
          },
        ]}
      />
    </Section>
  )
}
