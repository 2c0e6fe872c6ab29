import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { money } from '../../money.ts'
import { ProjectLink } from '../../project-name.tsx'
import type { DeliveryList, InList } from '../replies.ts'
import { RuleInWords } from './rule-in-words.tsx'
import { costLabel, overLabel, ProjectStatePill } from './state.tsx'

interface Props {
  reply: DeliveryList
  view: View
}

/** What was promised and what has come of it: every funded project with its next day and its money. */
export function DeliveryPage({ reply, view }: Props) {
  const { t } = view
  const { process, projects } = reply
  const title = t('budgeting.delivery.title')
  return (
    <ProcessPartPage
      view={view}
      process={process}
      title={title}
      lead={t(reply.answers ? 'budgeting.delivery.lead.told' : 'budgeting.delivery.lead')}
      meta={process.title}
      description={t('budgeting.delivery.description', { title: process.title })}
    >
      {projects.length === 0 ? (
        <EmptyState
          title={t(nothingYet(reply))}
          next={<a href={view.href(`/processes/${process.number}`)}>{process.title}</a>}
        />
      ) : (
        <>
          <Figures reply={reply} view={view} />
          <Section id="projects" title={t('budgeting.delivery.projects')}>
            <Projects projects={projects} view={view} />
          </Section>
          <Money reply={reply} view={view} />
        </>
      )}
      {!reply.answers && (
        <Section id="rule" title={t('budgeting.delivery.rule')} note={t('budgeting.delivery.rule.note')}>
          <RuleInWords rule={reply.rule} view={view} />
        </Section>
      )}
      {!process.rehearsal && (
        <p>
          <a href={view.href(`/processes/${process.number}/statistics`)}>{t('budgeting.statistics.title')}</a>
        </p>
      )}
      <OpenData view={view} />
    </ProcessPartPage>
  )
}

function nothingYet({ process, answers, begun }: DeliveryList) {
  if (process.rehearsal) return 'budgeting.delivery.rehearsal'
  if (answers) return 'budgeting.delivery.none.told'
  if (begun) return 'budgeting.delivery.none'
  // The council may have decided by then.
  return process.cancelled === null ? 'budgeting.delivery.not-begun' : 'budgeting.delivery.given-up'
}

function Figures({ reply: { projects, answers }, view }: Props) {
  const { t } = view
  const done = projects.filter(({ state }) => state === 'done' || state === 'checked').length
  const funded = projects.filter(({ state }) => state !== 'stopped').length
  const late = projects.filter(({ overdueDays }) => overdueDays > 0).length
  return (
    <Numbers>
      <BigNumber
        view={view}
        value={funded}
        of={t(answers ? 'budgeting.answers.figure.taken-up' : 'budgeting.delivery.funded', { count: funded })}
      />
      <BigNumber view={view} value={done} of={t('budgeting.delivery.figure', { count: done })} />
      <BigNumber view={view} value={late} of={t('budgeting.delivery.late-of', { count: late })} />
    </Numbers>
  )
}

/** What is still to be done is read first; what is done or stopped is folded, unless there is nothing else. */
function Projects({ projects, view }: { projects: InList[]; view: View }) {
  const [first, ...others] = [...Map.groupBy(projects, ({ state }) => standingOf(state))].sort(
    ([a], [b]) => standings.indexOf(a) - standings.indexOf(b),
  )
  return (
    <>
      {first && <ProjectRows projects={first[1]} view={view} />}
      {others.map(([standing, members]) => (
        <Details
          key={standing}
          summary={view.t(`budgeting.delivery.projects.${standing}`, { count: members.length })}
          printed
        >
          <ProjectRows projects={members} view={view} />
        </Details>
      ))}
    </>
  )
}

const standings = ['going', 'done', 'stopped'] as const

function standingOf(state: InList['state']): (typeof standings)[number] {
  if (state === 'stopped') return 'stopped'
  return state === 'done' || state === 'checked' ? 'done' : 'going'
}

function ProjectRows({ projects, view }: { projects: InList[]; view: View }) {
  return (
    <RowList
      view={view}
      items={projects.map((project) => ({
        title: project.title,
        href: view.href(project.path),
        lang: otherLang(project.lang, view),
        meta: metaOf(project, view),
        state: <ProjectStatePill view={view} project={project} />,
      }))}
    />
  )
}

function metaOf(project: InList, view: View): string {
  const { t } = view
  const when =
    project.doneOn !== null
      ? t('budgeting.delivery.done-on', { day: view.date(project.doneOn) })
      : project.next
        ? t('budgeting.delivery.next', { what: project.next.title, day: view.date(project.next.plannedOn) })
        : null
  return [project.place, project.office ?? project.authority.name, when].filter(Boolean).join(' · ')
}

function Money({ reply, view }: Props) {
  const { t } = view
  const sum = (minor: number) => money(view, minor, reply.currency)
  const { sums } = reply
  const cost = costLabel({ chosenBy: reply.answers ? 'answer' : 'vote' })
  return (
    <Section
      id="money"
      title={t('budgeting.delivery.money')}
      note={t(reply.answers ? 'budgeting.delivery.money.note.told' : 'budgeting.delivery.money.note')}
    >
      <SummaryList
        view={view}
        rows={[
          { question: t(cost), answer: sum(sums.cost) },
          { question: t('budgeting.delivery.contracted'), answer: sum(sums.contracted) },
          { question: t('budgeting.delivery.paid'), answer: sum(sums.paid) },
        ]}
      />
      <Details summary={t('budgeting.delivery.money.by-project')} printed>
        <MoneyTable reply={reply} view={view} />
      </Details>
    </Section>
  )
}

function MoneyTable({ reply, view }: Props) {
  const { t } = view
  const chosenBy = { chosenBy: reply.answers ? 'answer' : 'vote' } as const
  const sum = (minor: number) => money(view, minor, reply.currency)
  return (
    <Table
      caption={t('budgeting.statistics.table', { what: t('budgeting.delivery.money') })}
      captionHidden
      rows={reply.projects}
      rowKey={({ number }) => number}
      columns={[
        {
          key: 'title',
          header: t('budgeting.vote.project'),
          names: true,
          cell: (project) => <ProjectLink view={view} path={project.path} project={project} />,
        },
        { key: 'cost', header: t(costLabel(chosenBy)), numeric: true, cell: ({ cost }) => sum(cost) },
        {
          key: 'contracted',
          header: t('budgeting.delivery.contracted'),
          numeric: true,
          cell: ({ contracted }) => sum(contracted),
        },
        { key: 'paid', header: t('budgeting.delivery.paid'), numeric: true, cell: ({ paid }) => sum(paid) },
        {
          key: 'over',
          header: t(overLabel(chosenBy)),
          numeric: true,
          cell: ({ over, planned }) => (planned === 0 ? '—' : difference(over, sum)),
        },
      ]}
    />
  )
}

/** With its sign, so that more and less are told apart without colour. */
export const difference = (over: number, sum: (minor: number) => string): string =>
  over > 0 ? `+${sum(over)}` : over < 0 ? `−${sum(-over)}` : sum(0)

/** All of it as files, for every budget. */
export function OpenData({ view }: { view: View }) {
  const { t } = view
  return (
    <Section id="data" title={t('budgeting.delivery.data')} note={t('budgeting.delivery.data.note')}>
      <ul>
        {(['projects', 'money', 'milestones'] as const).map((name) => (
          <li key={name}>
            {t(`budgeting.delivery.dataset.${name}`)}: <a href={`/processes/delivery/${name}.csv`}>CSV</a>{' '}
            <a href={`/processes/delivery/${name}.json`}>JSON</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
