import type { View } from '#kernel/i18n/view.ts'
import { Details } from './Details.tsx'
import { Timeline, type TimelineStep } from './Timeline.tsx'

export interface FoldedTimelineProps {
  view: View
  /** Oldest first. */
  steps: TimelineStep[]
  /** Says how many came before those that are seen. */
  earlier: (count: number) => string
}

/** So many of the latest are seen at once. */
const LATEST = 4

/** What happened, of which the latest is what most readers look for: the rest is folded above it, and unfolded on paper. */
export function FoldedTimeline({ earlier, view, steps }: FoldedTimelineProps) {
  // One that is folded would take as much room as itself.
  const folded = steps.length > LATEST + 1 ? steps.length - LATEST : 0
  return (
    <>
      {folded > 0 && (
        <Details summary={earlier(folded)} printed>
          <Timeline view={view} steps={steps.slice(0, folded)} />
        </Details>
      )}
      <Timeline view={view} steps={steps.slice(folded)} />
    </>
  )
}
