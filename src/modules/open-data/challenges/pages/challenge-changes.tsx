import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { ChallengeChange } from '../replies.ts'

/** What the institution changed since everybody sees the challenge, and how it was before. */
export function ChallengeChanges({ changes, view }: { changes: ChallengeChange[]; view: View }) {
  const { t } = view
  if (changes.length === 0) return null
  return (
    <Section id="changes" title={t('open-data.challenges.changes')}>
      {changes.map((change) => (
        <div class="stack" key={change.at}>
          <h3>{view.dateTime(change.at)}</h3>
          <Changed change={change} view={view} />
        </div>
      ))}
    </Section>
  )
}

function Changed({ change, view }: { change: ChallengeChange; view: View }) {
  const { t } = view
  const { before } = change
  const days = (['teamsUntil', 'prototypesUntil', 'pilotUntil'] as const).flatMap((part) => {
    const day = before[part]
    return day === null ? [] : [{ part, day }]
  })
  return (
    <>
      <ul>
        {before.title && (
          <li>
            {t('open-data.challenges.changed.title')}{' '}
            <span lang={otherLang(before.title.lang, view)}>{before.title.text}</span>
          </li>
        )}
        {days.map(({ part, day }) => (
          <li key={part}>{t(`open-data.challenges.changed.${part}`, { day: view.date(day) })}</li>
        ))}
        {before.datasets && (
          <li>
            {before.datasets.length === 0
              ? t('open-data.challenges.changed.no-datasets')
              : t('open-data.challenges.changed.datasets', { names: before.datasets.join(', ') })}
          </li>
        )}
        {(['masked', 'hidden'] as const).map(
          (fate) =>
            before[fate] && (
              <li key={fate} class="lines">
                {t(`open-data.challenges.changed.${fate}`)}{' '}
                <span lang={otherLang(before[`${fate}Lang`] ?? undefined, view)}>{before[fate]}</span>
              </li>
            ),
        )}
        {before.problem && <li>{t('open-data.challenges.changed.problem')}</li>}
      </ul>
      {before.problem && (
        <Details summary={t('open-data.challenges.changed.problem.before')}>
          <Prose html={before.problem.html} lang={otherLang(before.problem.lang, view)} />
        </Details>
      )}
    </>
  )
}
