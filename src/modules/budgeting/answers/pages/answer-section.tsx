import type { View } from '#kernel/i18n/view.ts'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Lines } from '../../review/on-page.tsx'
import type { AnswerOnIdea } from '../answer-reply.ts'

type Answer = NonNullable<AnswerOnIdea>

/** The answer to an idea on its page: owed until when, or given. */
export function AnswerSection({ answer, view }: { answer: AnswerOnIdea; view: View }) {
  if (!answer) return null
  return (
    <Section id="answer" title={view.t('budgeting.answers.answer')}>
      <Given answer={answer} view={view} />
    </Section>
  )
}

/** What the authority said, or until when it promised to. */
export function Given({ answer, view }: { answer: Answer; view: View }) {
  const { t } = view
  const { given, authority } = answer
  if (!given) return <Owed answer={answer} view={view} />
  return (
    <Notice
      kind={given.takenUp ? 'success' : 'info'}
      title={t(given.takenUp ? 'budgeting.answers.taken-up' : 'budgeting.answers.not-taken-up')}
      level={3}
    >
      <div lang={given.lang === view.lang ? undefined : given.lang}>
        <Lines text={given.text} />
      </div>
      <p class="soft">{signed(authority.name, given, view)}</p>
    </Notice>
  )
}

/** Who answered when, and how late. */
export function signed(authority: string, given: NonNullable<Answer['given']>, view: View): string {
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
