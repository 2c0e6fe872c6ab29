import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Table } from '#ui/components/Table.tsx'
import { money } from '../../money.ts'
import type { ResultEnvelope } from '../replies.ts'

interface Props {
  envelope: ResultEnvelope
  currency: string
  view: View
}

const ROW = 44
const BAR = 14
/** Letters of a title that fit beside a number, and beside a sum of money, on a phone. */
const BESIDE_NUMBER = 30
const BESIDE_MONEY = 20
/** A chart of more rows says less than the table under it. */
const MOST = 40

/**
 * Votes of each project, and what they cost one after the other against the money there was; the table below says the same. Across it is drawn
 * in percent and up and down in pixels, so that bars stretch with the page while letters keep their size.
 */
export function ProjectCharts({ envelope, currency, view }: Props) {
  const { t } = view
  const { amount, cost } = envelope
  const projects = envelope.projects.filter(({ why }) => why !== 'void').slice(0, MOST)
  if (projects.length === 0) return null
  const mostVotes = Math.max(1, ...projects.map(({ votes }) => votes))
  const costs = stacked(projects)
  const widest = Math.max(amount, ...costs.map(({ end }) => end))
  const summary = { funded: projects.filter(({ funded }) => funded).length, all: projects.length }
  return (
    <>
      <figure class="chart">
        <figcaption>{t('budgeting.result.chart.votes')}</figcaption>
        <svg
          class="chart-drawing"
          width="100%"
          height={projects.length * ROW}
          role="img"
          aria-label={t('budgeting.result.chart.votes.name', { ...summary, most: mostVotes })}
        >
          {projects.map((project, at) => (
            <g key={project.number}>
              <Name project={project} y={at * ROW} letters={BESIDE_NUMBER} said={view.number(project.votes)} />
              <rect
                class={project.funded ? 'chart-bar' : 'chart-bar chart-off'}
                x="0"
                y={at * ROW + 20}
                width={share(project.votes, mostVotes)}
                height={BAR}
                rx="2"
              />
            </g>
          ))}
        </svg>
      </figure>
      <figure class="chart">
        <figcaption>{t('budgeting.result.chart.cost')}</figcaption>
        <svg
          class="chart-drawing"
          width="100%"
          height={projects.length * ROW + 24}
          role="img"
          aria-label={t('budgeting.result.chart.cost.name', {
            cost: money(view, cost, currency),
            amount: money(view, amount, currency),
          })}
        >
          {costs.map(({ project, begin }, at) => (
            <g key={project.number}>
              <Name project={project} y={at * ROW} letters={BESIDE_MONEY} said={money(view, project.cost, currency)} />
              <rect
                class={project.funded ? 'chart-bar' : 'chart-bar chart-off'}
                x={share(begin, widest)}
                y={at * ROW + 20}
                width={share(project.cost, widest)}
                height={BAR}
                rx="2"
              />
            </g>
          ))}
          <line
            class="chart-limit"
            x1={share(amount, widest)}
            x2={share(amount, widest)}
            y1="0"
            y2={projects.length * ROW}
          />
          <text class="chart-text" x={share(amount, widest)} y={projects.length * ROW + 16} text-anchor="end">
            {t('budgeting.result.chart.limit', { amount: money(view, amount, currency) })}
          </text>
        </svg>
      </figure>
      <p class="soft">{t('budgeting.result.chart.legend')}</p>
    </>
  )
}

/** How many of the projects that they chose are funded, for how many of the voters. */
export function SpreadChart({ envelope, view, rehearsal }: Omit<Props, 'currency'> & { rehearsal: boolean }) {
  const { t } = view
  const caption = t(rehearsal ? 'budgeting.result.chart.spread.rehearsal' : 'budgeting.result.chart.spread')
  const { spread, ballots } = envelope
  if (spread.length === 0 || ballots === 0) return null
  const most = Math.max(1, ...spread)
  const percent = (voters: number) => view.number(Math.round((voters / ballots) * 1000) / 10)
  return (
    <figure class="chart">
      <figcaption>{caption}</figcaption>
      <svg
        class="chart-drawing"
        width="100%"
        height={spread.length * ROW}
        role="img"
        aria-label={t('budgeting.result.chart.spread.name', { none: percent(spread[0] ?? 0) })}
      >
        {spread.map((voters, funded) => (
          <g key={funded}>
            <text class="chart-text" x="0" y={funded * ROW + 14}>
              {t('budgeting.result.chart.spread.row', { funded, percent: percent(voters) })}
            </text>
            <rect
              class={funded > 0 ? 'chart-bar' : 'chart-bar chart-off'}
              x="0"
              y={funded * ROW + 20}
              width={share(voters, most)}
              height={BAR}
              rx="2"
            />
          </g>
        ))}
      </svg>
      <Details summary={t('ui.chart.table')}>
        <Table
          caption={caption}
          captionHidden
          rows={spread.map((voters, funded) => ({ voters, funded }))}
          rowKey={({ funded }) => funded}
          columns={[
            {
              key: 'funded',
              header: t('budgeting.result.chart.spread.funded'),
              names: true,
              cell: ({ funded }) => view.number(funded),
            },
            {
              key: 'voters',
              header: t(rehearsal ? 'budgeting.result.voters.rehearsal' : 'budgeting.result.chart.spread.voters'),
              numeric: true,
              cell: ({ voters }) => view.number(voters),
            },
            { key: 'share', header: '%', numeric: true, cell: ({ voters }) => percent(voters) },
          ]}
        />
      </Details>
    </figure>
  )
}

type Project = ResultEnvelope['projects'][number]

/** A mark besides the colour, the title, and what it is about at the other end. */
function Name({ project, y, letters, said }: { project: Project; y: number; letters: number; said: string }) {
  const all = Array.from(project.title)
  const title = all.length > letters ? `${all.slice(0, letters - 1).join('')}…` : project.title
  return (
    <>
      <text class="chart-text" x="0" y={y + 14} lang={project.lang}>
        {project.funded ? '✓' : '–'} {title}
      </text>
      <text class="chart-text chart-peak" x="100%" y={y + 14} text-anchor="end">
        {said}
      </text>
    </>
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
