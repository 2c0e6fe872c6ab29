import type { View } from '#kernel/i18n/view.ts'
import { money } from '../../money.ts'
import { ProjectName } from '../../project-name.tsx'
import type { EnvelopeWithProjects as Envelope } from '../envelope-reply.ts'

interface Props {
  envelopes: Envelope[]
  currency: string
  /** In large letters and short sentences. */
  large: boolean
  view: View
}

/** The lists of a printed ballot, each with how it is filled in and boxes for that. What was taken off is not printed. */
export function PaperParts({ envelopes, currency, large, view }: Props) {
  return (
    <>
      {envelopes.map((envelope) => (
        <section key={envelope.position} class="paper-part">
          <h2>{envelope.name}</h2>
          <p>{howTo(envelope, large, currency, view)}</p>
          <ul class="paper-list">
            {envelope.projects
              .filter((project) => project.void === null)
              .map((project) => (
                <li key={project.number}>
                  <span class={isTicked(envelope) ? 'paper-box' : 'paper-box paper-box-wide'} />
                  <span>
                    <b>{view.number(project.number)}.</b> <ProjectName project={project} />
                    <br />
                    {money(view, project.cost, currency)}
                    {project.place !== envelope.place && ` · ${project.place}`}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const isTicked = ({ ballotKind }: Envelope) => ballotKind === 'approval' || ballotKind === 'knapsack'

/** What one writes into the boxes; on the large ballot in short sentences. */
function howTo(
  { ballotKind, minPicks, maxPicks, points, maxPoints, amount }: Envelope,
  large: boolean,
  currency: string,
  view: View,
) {
  const { t } = view
  const args = {
    min: Math.max(1, minPicks),
    max: maxPicks,
    points: points ?? 0,
    most: maxPoints ?? 0,
    amount: money(view, amount, currency),
  }
  return t(`budgeting.vote.paper.${large ? 'easy.' : ''}${ballotKind}`, args)
}
