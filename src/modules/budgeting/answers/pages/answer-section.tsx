import type { View } from '#kernel/i18n/view.ts'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { Lines } from '../../review/on-page.tsx'
import type { AnswerOnIdea, Given as Saying } from '../answer-reply.ts'

type Answer = NonNullable<AnswerOnIdea>

/** The answer to an idea on its page: owed until when, or given; and the way to ask once more. */
export function AnswerSection({ answer, number, view }: { answer: AnswerOnIdea; number: number; view: View }) {
  const { t } = view
  if (!answer) return null
  return (
    <Section id="answer" title={t('budgeting.answers.answer')}>
      <Given answer={answer} view={view} />
      {answer.askUntil && (
        <p>
          <a href={view.href(`/ideas/${number}/asking-again`)}>{t('budgeting.answers.again.own')}</a>{' '}
          {t('budgeting.answers.again.until', { day: view.date(answer.askUntil) })}
        </p>
      )}
    </Section>
  )
}

/** What the authority said, or until when it promised to; before it, where its author asked again, what was said and asked first. */
export function Given({ answer, view }: { answer: Answer; view: View }) {
  const { asked, given, authority } = answer
  return (
    <>
      {asked && (
        <>
          <Said given={asked.earlier} authority={authority.name} view={view} />
          <Asked asked={asked} view={view} />
        </>
      )}
      {given ? <Said given={given} authority={authority.name} view={view} /> : <Owed answer={answer} view={view} />}
    </>
  )
}

function Said({ given, authority, view }: { given: Saying; authority: string; view: View }) {
  const { t } = view
  const { translation } = given
  return (
    <Notice
      kind={given.takenUp ? 'success' : 'info'}
      title={t(given.takenUp ? 'budgeting.answers.taken-up' : 'budgeting.answers.not-taken-up')}
      level={3}
    >
      <div lang={otherLang(given.lang, view)}>
        <Lines text={given.text} />
      </div>
      {translation && (
        <Details
          summary={t('budgeting.answers.translated', { lang: t(`people.lang.in-text.${translation.lang}`) })}
          open={translation.lang === view.lang}
        >
          <div lang={otherLang(translation.lang, view)}>
            <Lines text={translation.text} />
          </div>
        </Details>
      )}
      <p class="soft">{signed(authority, given, view)}</p>
    </Notice>
  )
}

/** Why its author asked that somebody else looks again. */
function Asked({ asked, view }: { asked: NonNullable<Answer['asked']>; view: View }) {
  return (
    <div class="stack">
      <p class="soft">{view.t('budgeting.answers.asked', { day: view.date(asked.on) })}</p>
      {asked.text && (
        <blockquote lang={otherLang(asked.lang ?? undefined, view)}>
          <Lines text={asked.text} />
        </blockquote>
      )}
    </div>
  )
}

/** Who answered when, and how late. */
export function signed(authority: string, given: Saying, view: View): string {
  const day = view.date(given.on)
  return given.lateDays > 0
    ? view.t('budgeting.answers.signed-late', { authority, day, days: given.lateDays })
    : view.t('budgeting.answers.signed', { authority, day })
}

function Owed({ answer: { due, authority }, view }: { answer: Answer; view: View }) {
  const { t } = view
  if (!due) return <p>{t('budgeting.answers.owed', { authority: authority.name })}</p>
  return (
    <p>
      {t('budgeting.answers.owed-until', { authority: authority.name, day: view.date(due.dueOn) })}{' '}
      <ClockBadge
        view={view}
        daysLeft={due.daysLeft}
        daysTotal={due.total}
        basis={authority.name}
        kind="promised"
        soon={3}
      />
    </p>
  )
}
