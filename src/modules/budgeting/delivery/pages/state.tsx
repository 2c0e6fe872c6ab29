import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import type { ProjectState } from '../project.ts'
import type { InList } from '../replies.ts'

const tones: Record<ProjectState, Tone> = {
  planned: 'waiting',
  tendering: 'waiting',
  'under-way': 'going',
  done: 'good',
  checked: 'good',
  stopped: 'neutral',
}

interface Props {
  view: View
  project: { state: ProjectState; overdueDays: number }
}

/** How far a project has come, and whether it is late. */
export function ProjectStatePill({ view, project: { state, overdueDays } }: Props) {
  return (
    <>
      <Pill tone={tones[state]}>{view.t(`budgeting.delivery.state.${state}`)}</Pill>
      {overdueDays > 0 && (
        <>
          {' '}
          <Pill tone="overdue">{view.t('budgeting.delivery.late', { days: overdueDays })}</Pill>
        </>
      )}
    </>
  )
}

/** Voted on, or told in the answer by which it was taken up. */
export const costLabel = ({ chosenBy }: Pick<InList, 'chosenBy'>) =>
  chosenBy === 'answer' ? ('budgeting.delivery.cost.told' as const) : ('budgeting.delivery.cost' as const)
export const overLabel = ({ chosenBy }: Pick<InList, 'chosenBy'>) =>
  chosenBy === 'answer' ? ('budgeting.delivery.over.told' as const) : ('budgeting.delivery.over' as const)
