import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { FoldedTimeline } from '#ui/components/FoldedTimeline.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { money } from '../../money.ts'
import { ProjectLink } from '../../project-name.tsx'
import { Lines } from '../../review/on-page.tsx'
import type { ProjectView } from '../replies.ts'
import { difference, OpenData } from './delivery-page.tsx'
import { Decisions, Milestones, MoneyLines, Pictures, Scope } from './project-sections.tsx'
import { costLabel, overLabel, ProjectStatePill } from './state.tsx'

interface Props {
  reply: ProjectView
  view: View
}

/** A funded project from the council's decision to the finished thing. */
export function ProjectPage({ reply, view }: Props) {
  const { t } = view
  const { process } = reply
  return (
    <ColumnPage
      view={view}
      title={reply.title}
      description={t('budgeting.delivery.project.description', { title: process.title })}
      crumbs={[
        ...processCrumbs(view, process),
        { path: `/processes/${process.number}/delivery`, label: t('budgeting.delivery.title') },
      ]}
      titleLang={reply.lang}
      state={<ProjectStatePill view={view} project={reply} />}
      meta={
        <>
          {[t('budgeting.delivery.number', { number: reply.number }), reply.place].join(' · ')}
          {reply.original && <span lang={reply.original.lang}> · {reply.original.title}</span>}
        </>
      }
    >
      <Place reply={reply} view={view} />
      <SummaryList view={view} rows={factsOf(reply, view)} />
      <Asked reply={reply} view={view} />
      <Pictures reply={reply} view={view} />
      <Milestones reply={reply} view={view} />
      <MoneyLines reply={reply} view={view} />
      <Decisions reply={reply} view={view} />
      <Scope reply={reply} view={view} />
      {reply.events.length > 0 && (
        <Section id="story" title={t('budgeting.delivery.story')}>
          <FoldedTimeline
            view={view}
            earlier={(count) => t('processes.events.earlier', { count })}
            steps={reply.events.map(({ text, at }) => ({ state: 'done', title: text, meta: view.date(at) }))}
          />
        </Section>
      )}
      <p>
        <a href={view.href(reply.idea.path)}>{t('budgeting.delivery.to-idea')}</a>
      </p>
      <OpenData view={view} />
    </ColumnPage>
  )
}

/** Whose place it took, or who took its own. */
function Place({ reply, view }: Props) {
  const { t } = view
  const stopping = reply.decisions.find(({ outcome }) => outcome === 'reserve' || outcome === 'carry-over')
  return (
    <>
      {reply.replaces && (
        <Notice title={t('budgeting.delivery.replaces')}>
          <p>
            <ProjectLink view={view} path={reply.replaces.path} project={reply.replaces} />
          </p>
          <p>{t('budgeting.delivery.reserve.how')}</p>
        </Notice>
      )}
      {stopping && (
        <Notice kind="warning" title={t(`budgeting.delivery.cause.${stopping.cause}`)}>
          <div lang={stopping.lang}>
            <Lines text={stopping.reason} />
          </div>
          {stopping.next && (
            <p>
              {t('budgeting.delivery.replaced-by')}{' '}
              <ProjectLink view={view} path={stopping.next.path} project={stopping.next} />
            </p>
          )}
        </Notice>
      )}
    </>
  )
}

function factsOf(reply: ProjectView, view: View): SummaryRow[] {
  const { t } = view
  const sum = (minor: number) => money(view, minor, reply.currency)
  const { warranty } = reply
  return [
    {
      question: t('budgeting.delivery.owner'),
      answer: reply.office ? `${reply.office}, ${reply.authority.name}` : reply.authority.name,
    },
    { question: t(costLabel(reply)), answer: sum(reply.cost) },
    ...(reply.lines.length === 0
      ? []
      : [
          { question: t('budgeting.delivery.contracted'), answer: sum(reply.contracted) },
          { question: t('budgeting.delivery.paid'), answer: sum(reply.paid) },
          { question: t(overLabel(reply)), answer: difference(reply.over, sum) },
        ]),
    ...(reply.doneOn ? [{ question: t('budgeting.delivery.step.finish.on'), answer: view.date(reply.doneOn) }] : []),
    ...(reply.checkedOn
      ? [{ question: t('budgeting.delivery.step.check.on'), answer: view.date(reply.checkedOn) }]
      : []),
    ...(warranty?.until ? [{ question: t('budgeting.delivery.warranty'), answer: view.date(warranty.until) }] : []),
    ...(warranty?.note
      ? [
          {
            question: t('budgeting.delivery.warranty.note'),
            answer: <Lines text={warranty.note} />,
            lang: warranty.lang ?? undefined,
          },
        ]
      : []),
  ]
}

function Asked({ reply, view }: Props) {
  const { t } = view
  const { answers } = reply
  if (!answers) return null
  return (
    <Section id="answers" title={t('budgeting.delivery.is-it-done')} note={t('budgeting.delivery.is-it-done.note')}>
      <SummaryList
        view={view}
        rows={[
          { question: t('budgeting.delivery.yes'), answer: view.number(answers.yes) },
          { question: t('budgeting.delivery.no'), answer: view.number(answers.no) },
        ]}
      />
      <p>
        <ButtonLink kind="quiet" href={view.href(`${reply.path}/answer`)}>
          {t('budgeting.delivery.answer')}
        </ButtonLink>
      </p>
    </Section>
  )
}
