import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Checkboxes } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Selects } from '#ui/components/Selects.tsx'
import { CURRENCY_UNIT } from '../../budget.ts'
import { money } from '../../money.ts'
import { ProjectName } from '../../project-name.tsx'
import type { ProjectList } from '../replies.ts'
import { EnvelopeNote } from './envelope-note.tsx'

interface Props {
  view: View
  reply: Pick<ProjectList, 'envelopes' | 'currency' | 'exclusive'>
  errors: Errors | undefined
  /** Marks as they are sent: `5`, `5:3` (points), `5@1` (place). */
  chosen: string[]
}

type Envelope = ProjectList['envelopes'][number]

/** What is chosen on a ballot that is filled in: what was sent and failed, else what was cast before. */
export function chosenIn(form: FormState, before: string[]): string[] {
  const { picks } = form.values
  if (Array.isArray(picks)) return picks.map(String)
  if (typeof picks === 'string') return [picks]
  return Object.keys(form.values).length > 0 ? [] : before
}

/**
 * The lists of a ballot paper, one an envelope, each as its kind of ballot is filled in; sent as one list, `picks`. What was taken off
 * stands below its list, with the reason.
 */
export function BallotFields({ view, reply, errors, chosen }: Props) {
  const { t } = view
  return (
    <>
      {reply.envelopes.map((envelope) => {
        const field = {
          view,
          name: `envelope-${envelope.position}`,
          // A ballot is one list of marks, whatever the envelopes.
          sendAs: 'picks',
          label: envelope.name,
          hint: <EnvelopeNote view={view} envelope={envelope} currency={reply.currency} />,
          error: errors?.[`envelope-${envelope.position}`],
        }
        const projects = envelope.projects.filter((project) => project.void === null)
        const kind = envelope.ballotKind
        return (
          // Where a script reads the ballot: which list it is, and what it asks.
          <div key={envelope.position} data-envelope={envelope.position} data-kind={kind}>
            {kind === 'approval' || kind === 'knapsack' ? (
              <Checkboxes
                {...field}
                values={chosen}
                counted={countedIn(envelope, reply.currency, view)}
                choices={projects.map((project) => ({
                  value: String(project.number),
                  label: <ProjectName project={project} />,
                  hint: <About view={view} project={project} envelope={envelope} reply={reply} />,
                  ...(kind === 'knapsack' && { worth: project.cost / CURRENCY_UNIT }),
                }))}
              />
            ) : (
              <Selects
                {...field}
                values={chosen}
                empty={view.t(`budgeting.vote.kind.${kind}.none`)}
                counted={kind === 'points' ? countedIn(envelope, reply.currency, view) : undefined}
                rows={projects.map((project) => ({
                  key: project.number,
                  label: <ProjectName project={project} />,
                  hint: <About view={view} project={project} envelope={envelope} reply={reply} />,
                  options: optionsFor(project.number, envelope, view),
                }))}
              />
            )}
            {envelope.projects
              .filter((project) => project.void !== null)
              .map((project) => (
                <p key={project.number} class="soft">
                  <ProjectName project={project} /> · {t('budgeting.vote.on-ballot-number', { number: project.number })}
                  . {t('budgeting.vote.voided', { reason: project.void ?? '' })}
                </p>
              ))}
          </div>
        )
      })}
    </>
  )
}

function optionsFor(project: number, { ballotKind, maxPoints, maxPicks }: Envelope, view: View) {
  const many = ballotKind === 'points' ? (maxPoints ?? 0) : maxPicks
  return Array.from({ length: many }, (_, at) => ({
    value: `${project}${ballotKind === 'points' ? ':' : '@'}${at + 1}`,
    label: view.number(at + 1),
    worth: at + 1,
  }))
}

/** How much is chosen of how much, told while one chooses; the server checks it. */
function countedIn({ ballotKind, maxPicks, amount, points }: Envelope, currency: string, view: View) {
  const { t } = view
  if (ballotKind === 'points')
    return {
      most: points ?? 0,
      told: t('budgeting.vote.points-left', { max: points ?? 0 }),
      over: t('budgeting.vote.points-over', { max: points ?? 0 }),
    }
  if (ballotKind === 'knapsack') {
    const all = money(view, amount, currency)
    return {
      most: amount / CURRENCY_UNIT,
      told: t('budgeting.vote.money-left', { amount: all }),
      over: t('budgeting.vote.money-over', { amount: all }),
    }
  }
  return {
    most: maxPicks,
    told: t('budgeting.vote.chosen-of', { max: maxPicks }),
    over: t('budgeting.vote.chosen-over', { max: maxPicks }),
  }
}

interface AboutProps {
  view: View
  project: Envelope['projects'][number]
  envelope: Envelope
  reply: Props['reply']
}

function About({ view, project, envelope, reply }: AboutProps) {
  const { t } = view
  const rivals = reply.exclusive.find((set) => set.includes(project.number))?.filter((one) => one !== project.number)
  return (
    <>
      {money(view, project.cost, reply.currency)} · {project.place !== envelope.place && `${project.place} · `}
      {t('budgeting.vote.on-ballot-number', { number: project.number })}
      {rivals && ` · ${t('budgeting.vote.excludes', { numbers: view.list(rivals.map((one) => view.number(one))) })}`}
    </>
  )
}
