import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { Timeline, type TimelineStep } from '#ui/components/Timeline.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { processPath } from '../process.ts'
import { RehearsalNotice } from '../rehearsal/pages/rehearsal-notice.tsx'
import type { ProcessDeskView } from '../replies.ts'
import { CancelledNotice } from './cancelled-notice.tsx'
import { daysOf, standingIn } from './process-state.tsx'

interface Props {
  reply: ProcessDeskView
  view: View
  form: FormState
}

/** A process for those who run it: its phases and facts to the left, publishing and cancelling to the right. */
export function ProcessDeskPage({ reply, view, form }: Props) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={inLang(reply.title, view.lang)}
      crumbs={[{ path: '/work/processes', label: t('processes.desk.title') }]}
      meta={t(`processes.state.${reply.state}`)}
    >
      <RehearsalNotice view={view} process={{ number: reply.number, rehearsal: reply.rehearsal || null }} />
      <CancelledNotice view={view} process={{ cancelled: reply.endReason }} />
      <Desk decide={<Decide reply={reply} view={view} form={form} />}>
        <Section
          id="dates"
          title={t('processes.dates')}
          note={
            reply.state === 'draft' || reply.state === 'running'
              ? t(`processes.dates.${reply.state === 'draft' ? 'draft' : 'public'}`)
              : undefined
          }
        >
          <Timeline view={view} steps={reply.phases.map((phase) => stepOf(reply, phase, view))} />
        </Section>
        <Section id="facts" title={t('processes.facts')}>
          <SummaryList view={view} rows={factsOf(reply, view)} />
          {reply.state === 'draft' && (
            <p>
              <ButtonLink kind="quiet" href={view.href(`/work/processes/${reply.number}/facts`)}>
                {t('processes.facts.change')}
              </ButtonLink>
            </p>
          )}
        </Section>
      </Desk>
    </WorkPage>
  )
}

function stepOf(reply: ProcessDeskView, phase: ProcessDeskView['phases'][number], view: View): TimelineStep {
  const { t } = view
  const goesOn = reply.state === 'draft' || reply.state === 'running'
  const moves = phase.standing !== 'closed' && goesOn
  return {
    state: standingIn(phase.standing, reply.state),
    title: phase.name,
    meta: daysOf(phase, reply.rehearsal, view),
    body: (
      <>
        {(goesOn ? phase.missing : []).map((reason) => (
          <p key={reason} class="soft">
            {t('processes.opens-when', { reason })}
          </p>
        ))}
        {phase.desk && (
          <p>
            <a href={view.href(phase.desk.path)}>{phase.desk.label}</a>
          </p>
        )}
        {moves && (
          <p>
            <a href={view.href(`/work/processes/${reply.number}/phases/${phase.position}`)}>
              {t('processes.dates.change', { phase: phase.name })}
            </a>
          </p>
        )}
      </>
    ),
  }
}

function factsOf(reply: ProcessDeskView, view: View) {
  const { t } = view
  return [
    { question: t('processes.summary'), answer: inLang(reply.summary, view.lang) },
    { question: t('processes.place'), answer: reply.place },
    {
      question: t('processes.who.place'),
      answer: reply.residentsOnly ? t('processes.who.residents', { place: reply.place }) : t('processes.who.anybody'),
    },
    { question: t('processes.who.age'), answer: t('processes.who.from-age', { age: reply.minAge }) },
    { question: t('processes.who.level'), answer: t(`processes.level.${reply.level}`) },
  ]
}

function Rehearsals({ reply, view }: { reply: ProcessDeskView; view: View }) {
  const { t } = view
  return (
    <Section id="rehearsals" title={t('processes.rehearsals')} note={t('processes.rehearsals.note')}>
      {reply.rehearsals && reply.rehearsals.length > 0 && (
        <ul>
          {reply.rehearsals.map(({ number, at }) => (
            <li key={number}>
              <a href={view.href(`/work/processes/${number}`)}>
                {t('processes.rehearsal.number', { number })}, {view.dateTime(at)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {reply.beingRehearsed ? (
        <p>
          <a href={view.href(`/work/processes/${reply.number}/rehearsals/${reply.beingRehearsed}`)}>
            {t('processes.rehearsal.being-made')}
          </a>
        </p>
      ) : (
        <ButtonLink kind="quiet" href={view.href(`/work/processes/${reply.number}/rehearsal`)}>
          {t('processes.rehearsal.begin')}
        </ButtonLink>
      )}
    </Section>
  )
}

function Decide({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const path = `/work/processes/${reply.number}`
  return (
    <>
      {reply.settings && (
        <p>
          <ButtonLink kind="quiet" href={view.href(reply.settings.path)}>
            {reply.settings.label}
          </ButtonLink>
        </p>
      )}
      {!reply.rehearsal && (
        <p>
          <ButtonLink kind="quiet" href={view.href(`${path}/roll`)}>
            {t('processes.roll.title')}
          </ButtonLink>
        </p>
      )}
      {reply.rehearsals && <Rehearsals reply={reply} view={view} />}
      {reply.rehearsal && (
        <p>
          <ButtonLink kind="danger" href={view.href(`${path}/deletion`)}>
            {t('processes.rehearsal.delete')}
          </ButtonLink>
        </p>
      )}
      {reply.state !== 'draft' && (
        <p>
          <a href={view.href(processPath(reply))}>{t('processes.public-page')}</a>
        </p>
      )}
      {reply.state === 'draft' && (
        <Section id="publish" title={t('processes.publish')} note={t('processes.publish.note')}>
          {reply.lacks.length > 0 ? (
            <Notice kind="warning" title={t('processes.lacks')}>
              <ul>
                {reply.lacks.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Notice>
          ) : (
            <Form view={view} action={view.href(`${path}/publication`)} errors={errors}>
              <Button>{t('processes.publish.button')}</Button>
            </Form>
          )}
        </Section>
      )}
      {reply.state === 'running' && (
        <Section id="cancel" title={t('processes.cancel')} note={t('processes.cancel.note')}>
          <Form view={view} action={view.href(`${path}/cancellation`)} errors={errors}>
            <TextArea
              view={view}
              name="reason"
              label={t('processes.cancel.reason')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('processes.cancel.button')}</Button>
          </Form>
        </Section>
      )}
    </>
  )
}
