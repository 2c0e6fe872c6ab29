import type { View } from '#kernel/i18n/view.ts'
import { Bars } from '#ui/components/Bars.tsx'
import { money } from '../../money.ts'
import type { ResultEnvelope } from '../replies.ts'

interface Props {
  envelope: ResultEnvelope
  currency: string
  view: View
}
type Project = ResultEnvelope['projects'][number]

/** A chart of more rows says less than the table. */
const MOST = 40

/** What the projects cost, one after the other, against the money there was. */
export function CostChart({ envelope, currency, view }: Props) {
  const { t } = view
  const { amount } = envelope
  const costs = stacked(envelope.projects.filter(({ why }) => why !== 'void').slice(0, MOST))
  if (costs.length === 0) return null
  const widest = Math.max(amount, ...costs.map(({ end }) => end))
  return (
    <figure class="bars" aria-label={t('budgeting.result.chart.cost')}>
      <ul>
        {costs.map(({ project, begin }) => (
          <li key={project.number}>
            {project.funded ? '✓' : '–'} <span lang={project.lang}>{project.title}</span> ·{' '}
            {money(view, project.cost, currency)}
            <svg class="progress-bar" width="100%" height="12" aria-hidden="true">
              <rect class="progress-track" width="100%" height="12" rx="2" />
              <rect
                class={project.funded ? 'progress-met' : 'chart-off'}
                x={share(begin, widest)}
                width={share(project.cost, widest)}
                height="12"
                rx="2"
              />
              <line class="chart-limit" x1={share(amount, widest)} x2={share(amount, widest)} y1="-3" y2="15" />
            </svg>
          </li>
        ))}
      </ul>
      <figcaption class="soft small">
        {t('budgeting.result.chart.limit', { amount: money(view, amount, currency) })}{' '}
        {t('budgeting.result.chart.legend')}
      </figcaption>
    </figure>
  )
}

/** How many of the projects that they chose are funded, for how many of the voters. */
export function SpreadChart({ envelope, view, caption }: Omit<Props, 'currency'> & { caption: string }) {
  const { t } = view
  const { spread, ballots } = envelope
  return (
    <Bars
      label={caption}
      bars={spread.map((voters, funded) => ({
        key: funded,
        label: t('budgeting.result.chart.spread.row', { funded }),
        value: voters,
        said: t('budgeting.result.chart.spread.voters', {
          voters,
          percent: view.number(Math.round((voters / ballots) * 1000) / 10),
        }),
        strong: funded > 0,
      }))}
    />
  )
}

/** Each funded project goes on where the one before ended; one that is not funded shows what it would have added. */
function stacked(projects: Project[]): { project: Project; begin: number; end: number }[] {
  let spent = 0
  return projects.map((project) => {
    const begin = spent
    const end = begin + project.cost
    if (project.funded) spent = end
    return { project, begin, end }
  })
}

function share(value: number, of: number): string {
  return `${Math.round((value / of) * 10_000) / 100}%`
}
