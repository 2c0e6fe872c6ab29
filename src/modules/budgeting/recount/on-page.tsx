import type { View } from '#kernel/i18n/view.ts'
import { Recounted } from '#ui/components/BigNumber.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import type { MarkView } from './replies.ts'

interface Props {
  mark: MarkView
  view: View
}

function Disagrees({ since, view }: { since: string; view: View }) {
  return (
    <Notice kind="danger" title={view.t('budgeting.recount.disagrees')}>
      <p>{view.t('budgeting.recount.disagrees.more', { since: view.dateTime(since) })}</p>
    </Notice>
  )
}

/**
 * Beside how many voted. While people vote the log holds a commitment for each ballot and does not tell which were replaced; after the close
 * it tells all.
 *
 * @param props.ballots the number beside it
 * @param props.opened the vote ran to its end: the log opened its ballots, or named those that counted where none is published
 * @param props.givenUp the vote was given up: the log tells nothing more of it
 * @param props.result the outcome stands beside it, too
 */
export function BallotsMark({
  mark,
  view,
  ballots,
  opened,
  givenUp,
  result,
}: Props & { ballots: number; opened: boolean; givenUp?: boolean; result?: boolean }) {
  const { t } = view
  const { recounted, disagrees } = mark
  if (disagrees) return <Disagrees since={disagrees.since} view={view} />
  if (!recounted) return ballots > 0 ? <p class="soft measure">{t('budgeting.recount.not-yet')}</p> : null
  const said = { at: view.dateTime(recounted.at), count: recounted.ballots, entries: recounted.index }
  // A tick beside another number would be a lie.
  if (recounted.ballots !== ballots) return <p class="soft measure">{t('budgeting.recount.earlier', said)}</p>
  if (ballots === 0) return null
  return (
    <p class="measure small">
      <Recounted>
        {opened
          ? t('budgeting.recount.opened', said)
          : t('budgeting.recount.cast', { ...said, cast: recounted.commitments })}
        {!opened && !givenUp && ` ${t('budgeting.recount.cast.replaced')}`}
        {result && `. ${t('budgeting.recount.result')}`}
      </Recounted>
    </p>
  )
}

/** Beside how many support an idea, or ideas. @param props.counted the number was written into the log when gathering ended */
export function SupportsMark({ mark, view, counted }: Props & { counted: boolean }) {
  const { t } = view
  const { recounted, disagrees } = mark
  if (disagrees) return <Disagrees since={disagrees.since} view={view} />
  if (!recounted) return <p class="soft measure">{t('budgeting.recount.supports')}</p>
  const said = { at: view.dateTime(recounted.at), entries: recounted.index }
  if (!counted) return <p class="soft measure">{t('budgeting.recount.supports.compared', said)}</p>
  return (
    <p class="measure small">
      <Recounted>{t('budgeting.recount.supports.counted', said)}</Recounted>
    </p>
  )
}
