import { FollowLinks } from '#commons/notices/following/pages/follow-links.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers, Recounted } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FoldedTimeline } from '#ui/components/FoldedTimeline.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Timeline, type TimelineStep } from '#ui/components/Timeline.tsx'
import { RoundsNotice } from '../again/pages/rounds-notice.tsx'
import { RehearsalNotice } from '../rehearsal/pages/rehearsal-notice.tsx'
import type { ProcessView, RehearsalView } from '../replies.ts'
import { CancelledNotice } from './cancelled-notice.tsx'
import { daysOf, ProcessPill, standingIn } from './process-state.tsx'

type PhaseView = ProcessView['phases'][number]

/** A process: what one can do now, the phases, who may take part, what happened. */
export function ProcessPage({ reply, view }: { reply: ProcessView; view: View }) {
  const { t } = view
  const current = reply.phases.findLast(({ standing }) => standing === 'open') ?? null
  // What one can do now; when that is nothing, what came of the last phase that has something to show.
  const next = current?.act ?? reply.phases.findLast(({ look }) => look !== null)?.look ?? null
  return (
    <Page view={view} title={reply.title} description={reply.summary} noindex={reply.rehearsal !== null}>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/processes', label: t('processes.title') }]} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={reply.title}
              state={
                <ProcessPill view={view} item={{ state: reply.state, phase: current ?? reply.phases.at(-1) ?? null }} />
              }
              lead={reply.summary}
              meta={[reply.place.at(-1)?.name, reply.organisation.name].join(' · ')}
            />
            <RehearsalNotice view={view} process={reply} />
            <RoundsNotice view={view} rounds={reply.rounds} />
            {reply.rehearsal && <Made rehearsal={reply.rehearsal} view={view} />}
            {reply.demo && <p class="soft">{t('processes.demo')}</p>}
            <CancelledNotice view={view} process={{ cancelled: reply.endReason }} />
            {next && (
              <Actions>
                <ButtonLink href={view.href(next.path)}>{next.label}</ButtonLink>
              </Actions>
            )}
            {!reply.rehearsal && (
              <FollowLinks view={view} kind="processes" subject={String(reply.number)} place={reply.place.at(-1)} />
            )}
            <Section id="phases" title={t('processes.phases')}>
              <Timeline view={view} steps={reply.phases.map((phase) => stepOf(phase, reply, view))} />
            </Section>
            <Figures figures={reply.figures} view={view} />
            <Section id="who" title={t('processes.who')}>
              <SummaryList view={view} rows={whoMay(reply, view)} />
            </Section>
            {reply.events.length > 0 && (
              <Section id="events" title={t('processes.events')}>
                <FoldedTimeline
                  view={view}
                  earlier={(count) => t('processes.events.earlier', { count })}
                  steps={reply.events.map(({ text, at }) => ({ state: 'done', title: text, meta: view.date(at) }))}
                />
              </Section>
            )}
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

/** With whom: stated, so that anybody can judge what it shows. */
function Made({ rehearsal, view }: { rehearsal: RehearsalView; view: View }) {
  const { t } = view
  return (
    <SummaryList
      view={view}
      rows={[
        {
          question: t('processes.rehearsal.of'),
          answer: (
            <a href={view.href(`/processes/${rehearsal.of}`)}>
              {t('processes.rehearsal.number', { number: rehearsal.of })}
            </a>
          ),
        },
        ...(rehearsal.votesOf
          ? [
              {
                question: t('processes.rehearsal.votes-of'),
                answer: <a href={view.href(rehearsal.votesOf.path)}>{rehearsal.votesOf.title}</a>,
              },
            ]
          : []),
        { question: t('processes.rehearsal.people'), answer: view.number(rehearsal.people) },
        { question: t('processes.rehearsal.turnout'), answer: `${view.number(rehearsal.turnout)} %` },
        { question: t('processes.rehearsal.model'), answer: `${rehearsal.model}. ${rehearsal.modelSays}` },
        ...(rehearsal.votesOf ? [] : [{ question: t('processes.rehearsal.seed'), answer: String(rehearsal.seed) }]),
      ]}
    />
  )
}

type FigureView = ProcessView['figures'][number]

/** After the phases, which say what one can do. When they were recounted is said once for those that were recounted together. */
function Figures({ figures, view }: { figures: FigureView[]; view: View }) {
  const { t } = view
  if (figures.length === 0) return null
  const recounted = Map.groupBy(
    figures.flatMap((figure) => figure.recounted ?? []),
    ({ at, index }) => `${at} ${index}`,
  )
  const others = Map.groupBy(
    figures.filter(({ main }) => !main),
    ({ phase }) => phase,
  )
  return (
    <Section id="figures" title={t('processes.figures')}>
      <FigureRow figures={figures.filter(({ main }) => main)} view={view} />
      {others.size > 0 && (
        <Details summary={t('processes.figures.others')}>
          {[...others].map(([phase, all], at) => (
            <Section key={phase} id={`figures-${at + 1}`} title={phase} level={3}>
              <FigureRow figures={all} view={view} />
            </Section>
          ))}
        </Details>
      )}
      {[...recounted].map(([key, [one]]) => (
        <p key={key} class="soft small">
          {one && t('processes.figure.recounted', { at: view.dateTime(one.at), entries: one.index })}
        </p>
      ))}
    </Section>
  )
}

function FigureRow({ figures, view }: { figures: FigureView[]; view: View }) {
  return (
    <Numbers compact>
      {figures.map((figure) => (
        <BigNumber key={figure.of} view={view} value={figure.value} of={figure.of} note={noteOf(figure, view)} />
      ))}
    </Numbers>
  )
}

/** Whether the number was recounted from the public log; nothing where a room does not say. */
function noteOf({ recounted, disagreesSince }: FigureView, { t, dateTime }: View) {
  if (disagreesSince)
    return <Pill tone="overdue">{t('processes.figure.disagrees', { at: dateTime(disagreesSince) })}</Pill>
  return recounted ? <Recounted>{t('processes.figure.was-recounted')}</Recounted> : undefined
}

function stepOf(phase: PhaseView, { state, rehearsal }: ProcessView, view: View): TimelineStep {
  const ways = [phase.act, phase.look, ...phase.more].filter((way) => way !== null)
  return {
    state: standingIn(phase.standing, state),
    title: phase.name,
    meta: daysOf(phase, rehearsal !== null, view),
    body: (
      <>
        <p>{phase.says}</p>
        {phase.also.length > 0 && (
          <ul>
            {phase.also.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        )}
        {(state === 'running' ? phase.waits : []).map((reason) => (
          <p key={reason} class="soft">
            {view.t('processes.waits', { reason })}
          </p>
        ))}
        {ways.length > 0 && (
          <p>
            {ways.map((way, at) => (
              <>
                {at > 0 && ' · '}
                <a key={way.path} href={view.href(way.path)}>
                  {way.label}
                </a>
              </>
            ))}
          </p>
        )}
      </>
    ),
  }
}

function whoMay(reply: ProcessView, view: View) {
  const { t } = view
  return [
    {
      question: t('processes.who.place'),
      answer: reply.residentsOnly
        ? t('processes.who.residents', { place: reply.place.at(-1)?.name ?? '' })
        : t('processes.who.anybody'),
    },
    { question: t('processes.who.age'), answer: t('processes.who.from-age', { age: reply.minAge }) },
    { question: t('processes.who.level'), answer: t(`processes.level.${reply.level}`) },
    {
      question: t('processes.roll.title'),
      answer: (
        <a href={view.href(`/processes/${reply.number}/roll`)}>{t(`processes.roll.source.${reply.rollSource}`)}</a>
      ),
    },
    {
      question: t('processes.who.runs'),
      answer: <a href={view.href(`/authorities/${reply.organisation.slug}`)}>{reply.organisation.name}</a>,
    },
  ]
}
