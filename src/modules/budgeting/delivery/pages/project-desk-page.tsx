import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { money } from '../../money.ts'
import type { ProjectDeskView } from '../replies.ts'
import { difference } from './delivery-page.tsx'
import { Decisions, Milestones, MoneyLines, Pictures, Scope } from './project-sections.tsx'
import { costLabel, overLabel, ProjectStatePill } from './state.tsx'
import { deskCrumbs, deskPath } from './work-frame.tsx'

interface Props {
  reply: ProjectDeskView
  view: View
}

/** A project for those who deliver it: what stands in public to the left, what one does next to the right. */
export function ProjectDeskPage({ reply, view }: Props) {
  const { t } = view
  const base = deskPath(reply)
  const change = (what: 'milestones' | 'money', id: string) => `${base}/${what}/${id}`
  return (
    <WorkPage
      view={view}
      title={reply.title}
      titleLang={reply.lang}
      crumbs={deskCrumbs(reply, view)}
      meta={
        <>
          <ProjectStatePill view={view} project={reply} />
          {reply.original && <span lang={reply.original.lang}> {reply.original.title}</span>}
        </>
      }
    >
      <Desk nextFirst decide={<Next reply={reply} view={view} />}>
        <SummaryList view={view} rows={factsOf(reply, view)} />
        <Milestones reply={reply} view={view} change={reply.may.plan ? change : undefined} />
        <MoneyLines reply={reply} view={view} change={change} />
        <Pictures reply={reply} view={view} />
        <Decisions reply={reply} view={view} />
        <Scope reply={reply} view={view} />
        {reply.comments.length > 0 && (
          <Section id="comments" title={t('budgeting.delivery.comments')} note={t('budgeting.delivery.comments.note')}>
            <SummaryList
              view={view}
              rows={reply.comments.map(({ done, text, lang, on }) => ({
                question: `${view.date(on)} · ${t(done ? 'budgeting.delivery.yes' : 'budgeting.delivery.no')}`,
                answer: text,
                lang,
              }))}
            />
          </Section>
        )}
      </Desk>
    </WorkPage>
  )
}

function factsOf(reply: ProjectDeskView, view: View) {
  const { t } = view
  const sum = (minor: number) => money(view, minor, reply.currency)
  return [
    { question: t('budgeting.delivery.owner'), answer: reply.office ?? t('budgeting.delivery.owner.none') },
    { question: t('budgeting.delivery.officer'), answer: reply.officer ?? '—' },
    { question: t(costLabel(reply)), answer: sum(reply.cost) },
    ...(reply.mayContract === null
      ? []
      : [{ question: t('budgeting.delivery.may-contract'), answer: sum(reply.mayContract) }]),
    { question: t('budgeting.delivery.contracted'), answer: sum(reply.contracted) },
    { question: t('budgeting.delivery.paid'), answer: sum(reply.paid) },
    { question: t(overLabel(reply)), answer: difference(reply.over, sum) },
  ]
}

function Next({ reply, view }: Props) {
  const { t } = view
  const { may } = reply
  const link = (to: string, label: string) => (
    <p key={to}>
      <ButtonLink kind="quiet" href={view.href(`${deskPath(reply)}/${to}`)}>
        {label}
      </ButtonLink>
    </p>
  )
  return (
    <Section id="next" title={t('budgeting.review.next')}>
      {reply.office === null && may.plan && (
        <Notice kind="warning" title={t('budgeting.delivery.no-owner')} level={3} />
      )}
      {reply.mayContract !== null && reply.over > 0 && reply.cost + reply.over > reply.mayContract && may.plan && (
        <Notice kind="warning" title={t('budgeting.delivery.over-share')} level={3} />
      )}
      {link('owner', t('budgeting.delivery.owner.name'))}
      {may.steps.length > 0 && link('step', t('budgeting.delivery.step'))}
      {may.plan && link('milestones', t('budgeting.delivery.milestone.add'))}
      {may.plan && link('money', t('budgeting.delivery.line.add'))}
      {link('pictures', t('budgeting.delivery.picture.add'))}
      {may.plan && link('scope', t('budgeting.delivery.scope.propose'))}
      {may.decide.length > 0 && link('decision', t('budgeting.delivery.decide'))}
      <p>
        <a href={view.href(reply.path)}>{t('processes.public-page')}</a>
      </p>
    </Section>
  )
}
