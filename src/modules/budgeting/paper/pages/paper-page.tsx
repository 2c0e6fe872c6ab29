import { AgainNotice } from '#commons/processes/again/pages/again-notice.tsx'
import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { MarksRead } from '../../vote/pages/marks-read.tsx'
import { LOT } from '../paper.ts'
import type { PaperView } from '../replies.ts'
import { leftRows } from './left-rows.ts'
import { recheckFound } from './recheck-found.ts'
import { channelRows } from './turnout-words.ts'
import { WaysList } from './ways-list.tsx'

/** Votes on paper: how one votes so, and after the close what two officials counted, batch by batch. */
export function PaperPage({ reply, view }: { reply: PaperView; view: View }) {
  const { t } = view
  const title = t('budgeting.paper.title')
  return (
    <ProcessPartPage
      view={view}
      process={reply.process}
      first={<AgainNotice view={view} process={reply.process} />}
      title={title}
      lead={t('budgeting.paper.lead')}
      meta={reply.process.title}
      description={t('budgeting.paper.lead')}
    >
      {reply.channels === null ? (
        <EmptyState
          title={t(`budgeting.paper.not-yet.${reply.standing}`, { authority: reply.authority })}
          next={<a href={view.href(processPath(reply.process))}>{reply.process.title}</a>}
        >
          {t('budgeting.paper.how')}
          {reply.ways.length > 0 && <WaysList ways={reply.ways} view={view} />}
        </EmptyState>
      ) : (
        <After reply={reply} channels={reply.channels} view={view} />
      )}
    </ProcessPartPage>
  )
}

function After({
  reply,
  channels,
  view,
}: {
  reply: PaperView
  channels: NonNullable<PaperView['channels']>
  view: View
}) {
  const { t } = view
  return (
    <>
      <Section id="channels" title={t('budgeting.paper.channels')}>
        <SummaryList
          view={view}
          rows={[
            ...channelRows(channels, reply.turnout, view),
            ...(reply.spoiled !== null && reply.unused !== null
              ? [
                  { question: t('budgeting.paper.printed'), answer: view.number(reply.printed) },
                  { question: t('budgeting.paper.spoiled'), answer: view.number(reply.spoiled) },
                  ...leftRows({ ...reply, unused: reply.unused }, view),
                ]
              : []),
          ]}
        />
      </Section>
      {reply.cancelled !== null && !reply.counted && <p>{t('budgeting.result.given-up')}</p>}
      {reply.cancelled === null && reply.turnout.counts === 'cast-or-given' && (
        <Notice kind="info" title={t('budgeting.paper.being-counted')}>
          <p>{t('budgeting.paper.being-counted.text')}</p>
        </Notice>
      )}
      {reply.batches.length > 0 && (
        <Section id="batches" title={t('budgeting.paper.batches')} note={t('budgeting.paper.batches.note')}>
          <Table
            caption={t('budgeting.paper.totals')}
            captionHidden
            rows={reply.batches}
            rowKey={({ position }) => position}
            columns={[
              {
                key: 'label',
                header: t('budgeting.paper.batch'),
                names: true,
                cell: ({ position, label, kind }) =>
                  `${position}. ${label}${kind === 'home' ? ` (${t('budgeting.paper.kind.home')})` : ''}`,
              },
              {
                key: 'sheets',
                header: t('budgeting.paper.sheets'),
                numeric: true,
                cell: ({ sheets }) => view.number(sheets),
              },
              {
                key: 'valid',
                header: t('budgeting.paper.valid'),
                numeric: true,
                cell: ({ valid }) => view.number(valid),
              },
              {
                key: 'blank',
                header: t('budgeting.paper.blank'),
                numeric: true,
                cell: ({ blank }) => view.number(blank),
              },
              {
                key: 'corrected',
                header: t('budgeting.paper.corrected'),
                numeric: true,
                cell: ({ corrected }) => view.number(corrected),
              },
              {
                key: 'invalid',
                header: t('budgeting.paper.invalid'),
                cell: ({ invalid }) =>
                  invalid
                    .map(({ reason, count }) => `${t(`budgeting.paper.invalid.${reason}`)}: ${view.number(count)}`)
                    .join('; ') || '—',
              },
            ]}
          />
        </Section>
      )}
      {reply.recheck && (
        <Section id="recheck" title={t('budgeting.paper.recheck')}>
          <p>{recheckFound(reply.recheck, view)}</p>
        </Section>
      )}
      {reply.finishedAt !== null && !reply.listsBallots && <p>{t('budgeting.paper.unlisted')}</p>}
      {reply.items.length > 0 && (
        <Section
          id="ballots"
          title={t('budgeting.paper.ballots')}
          note={t('budgeting.paper.ballots.note', { lot: LOT })}
        >
          <MarksRead kinds={reply.kinds} process={reply.process.number} view={view} />
          <Table
            caption={t('budgeting.vote.numbers')}
            captionHidden
            rows={reply.items.map((one, at) => ({ ...one, at }))}
            rowKey={({ at }) => at}
            columns={[
              { key: 'picks', header: t('budgeting.vote.numbers'), names: true, cell: ({ marks }) => marks.join(', ') },
              { key: 'lot', header: t('budgeting.paper.lot'), numeric: true, cell: ({ lot }) => view.number(lot) },
            ]}
          />
        </Section>
      )}
      <Pagination
        view={view}
        next={reply.next ? view.href(`/processes/${reply.process.number}/paper?after=${reply.next}`) : undefined}
      />
    </>
  )
}
