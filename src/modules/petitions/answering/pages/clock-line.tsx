import type { View } from '#kernel/i18n/view.ts'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import type { ClockView } from '../replies.ts'

const names = ['registration', 'answer', 'redirect', 'promised-answer', 'promised-hearing'] as const
type Name = (typeof names)[number]

/** A clock with what it is for, how it stands, until when, and on what it rests. */
export function ClockLine({ clock, view }: { clock: ClockView; view: View }) {
  const { t } = view
  const { state } = clock
  return (
    <div>
      <p>
        <strong>{nameOf(clock, view)}</strong>
        {clock.dueOn && (
          <span class="soft"> · {t('petitions.answering.clock.due', { day: view.date(clock.dueOn) })}</span>
        )}
        {!clock.verified && <span class="soft"> · {t('petitions.answering.clock.unverified')}</span>}
      </p>
      {state === 'met' || state === 'late' ? (
        <span class="clock">
          <Pill tone={state === 'met' ? 'good' : 'overdue'}>
            {t(`petitions.answering.clock.${state}`, { days: Math.abs(clock.daysLeft) })}
          </Pill>
          <span class="clock-basis">{t(`ui.clock.${clock.kind}`, { basis: clock.basis })}</span>
        </span>
      ) : (
        <ClockOf clock={clock} view={view} />
      )}
      {clock.extensions.map(({ days, reason, decidedOn }) => (
        <p class="soft" key={decidedOn + reason}>
          {t('petitions.answering.clock.extended', { days, day: view.date(decidedOn), reason })}
        </p>
      ))}
    </div>
  )
}

/** The clocks of a case in a list. */
export function RunningClocks({ clocks, view }: { clocks: ClockView[]; view: View }) {
  if (clocks.length === 0) return <>{view.t('petitions.answering.work.no-clock')}</>
  return (
    <div class="stack">
      {clocks.map((clock) => (
        <RunningClock key={clock.name + clock.startsOn} clock={clock} view={view} />
      ))}
    </div>
  )
}

/** One of several clocks in a list of cases: what is due, until when, how it stands, and on what it rests. */
function RunningClock({ clock, view }: { clock: ClockView; view: View }) {
  return (
    <div>
      <strong>{nameOf(clock, view)}</strong>
      {clock.dueOn && (
        <span class="soft"> · {view.t('petitions.answering.clock.due', { day: view.date(clock.dueOn, 'short') })}</span>
      )}
      <ClockOf clock={clock} view={view} />
    </div>
  )
}

/** What is due. */
export function nameOf(clock: ClockView, view: View): string {
  return view.t(`petitions.answering.clock.${clock.name as Name}`)
}

/** The badge alone, for lists. */
export function ClockOf({ clock, view }: { clock: ClockView; view: View }) {
  const { state } = clock
  return (
    <ClockBadge
      view={view}
      daysLeft={clock.daysLeft}
      daysTotal={clock.total}
      basis={clock.basis}
      kind={clock.kind}
      state={state === 'paused' ? 'paused' : state === 'met' || state === 'late' ? 'met' : 'running'}
    />
  )
}
