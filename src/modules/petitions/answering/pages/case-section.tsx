import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { PublicCase } from '../replies.ts'
import { Answers, FollowUps } from './answer-view.tsx'
import { caseTone, outcomeTone } from './case-tone.ts'
import { ClockLine } from './clock-line.tsx'

/** One addressee on the public page: where it stands, its clocks, its answer. */
export function CaseSection({ one, number, view }: { one: PublicCase; number: number; view: View }) {
  return (
    <Section id={`case-${one.authority.slug}`} title={one.authority.name} level={3} note={noteOf(one, view)}>
      <CaseState one={one} view={view} />
      {one.state === 'mending' && (
        <p>
          <a href={view.href(`/petitions/${number}/defects`)}>{view.t('petitions.answering.to-mending')}</a>
        </p>
      )}
      {one.answers.length > 0 && (
        <>
          <h4>{view.t('petitions.answering.answer-heading')}</h4>
          <Answers answers={one.answers} number={number} view={view} />
        </>
      )}
      {one.clocks.map((clock) => (
        <ClockLine key={clock.name + clock.startsOn} clock={clock} view={view} />
      ))}
      <FollowUps followUps={one.followUps} number={number} view={view} />
      {one.finishedAt && <p>{view.t('petitions.answering.finished', { day: view.date(one.finishedAt) })}</p>}
    </Section>
  )
}

export function CaseState({ one, view }: { one: PublicCase; view: View }) {
  const { t } = view
  return (
    <p>
      {one.outcome ? (
        <Pill tone={outcomeTone(one.outcome)}>{t(`petitions.answering.outcome.${one.outcome}`)}</Pill>
      ) : (
        <Pill tone={caseTone(one.state)}>{t(`petitions.answering.state.${one.state}`)}</Pill>
      )}{' '}
      {one.outcome && one.state === 'following' && <Pill tone="going">{t('petitions.answering.state.following')}</Pill>}
    </p>
  )
}

function noteOf(one: PublicCase, view: View): string | undefined {
  const { t } = view
  const parts = [
    one.incomingNumber && t('petitions.answering.incoming', { number: one.incomingNumber }),
    one.redirectedFrom && t('petitions.answering.from', { authority: one.redirectedFrom }),
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}
