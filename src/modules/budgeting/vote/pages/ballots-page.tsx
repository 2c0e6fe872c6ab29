import { RoundsNotice } from '#commons/processes/again/pages/rounds-notice.tsx'
import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Table } from '#ui/components/Table.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { BallotsMark } from '../../recount/on-page.tsx'
import { FindBallot } from '../../tokens/pages/find-ballot.tsx'
import type { BallotList } from '../replies.ts'
import { MarksRead } from './marks-read.tsx'

/** Every ballot that counted, without the voter, so that anybody counts again and each voter finds their own. */
export function BallotsPage({ reply, view }: { reply: BallotList; view: View }) {
  const { t } = view
  const { process } = reply
  const path = `/processes/${process.number}/ballots`
  return (
    <ProcessPartPage
      view={view}
      process={reply.process}
      first={<RoundsNotice view={view} rounds={reply.rounds} />}
      title={t('budgeting.vote.ballots')}
      lead={reply.opened || (reply.listsBallots && !reply.givenUp) ? t('budgeting.vote.ballots.lead') : undefined}
      meta={t(process.rehearsal ? 'budgeting.vote.turnout.rehearsal' : 'budgeting.vote.cast-online', {
        ballots: reply.total,
      })}
      description={t('budgeting.vote.ballots.lead')}
      scripts={reply.byToken ? ['tokens.js'] : []}
    >
      {!reply.process.rehearsal && (
        <BallotsMark
          mark={reply.mark}
          view={view}
          ballots={reply.total}
          opened={reply.standing === 'closed' && !reply.givenUp}
          givenUp={reply.givenUp}
        />
      )}
      {reply.onPaper > 0 && <OnPaper reply={reply} view={view} />}
      {reply.opened ? (
        <>
          <p>
            <a href={`${path}.csv`}>{t('budgeting.vote.ballots.csv')}</a>
          </p>
          <MarksRead kinds={reply.kinds} process={process.number} view={view} />
          {reply.byToken ? <FindBallot view={view} process={process.number} /> : <ByCode reply={reply} view={view} />}
          <Table
            caption={t('budgeting.vote.ballots')}
            captionHidden
            rows={reply.items}
            rowKey={({ commitment }) => commitment}
            columns={[
              {
                key: 'commitment',
                header: t('budgeting.vote.commitment'),
                names: true,
                cell: ({ commitment }) => <code>{commitment}</code>,
              },
              ...(reply.byToken
                ? [
                    {
                      key: 'pk',
                      header: t('budgeting.tokens.key'),
                      cell: ({ pk }: { pk: string | null }) => <code>{pk}</code>,
                    },
                  ]
                : []),
              { key: 'picks', header: t('budgeting.vote.numbers'), cell: ({ marks }) => marks.join(', ') },
            ]}
          />
        </>
      ) : (
        <EmptyState
          title={whyClosed(reply, view)}
          next={<a href={view.href(processPath(process))}>{process.title}</a>}
        />
      )}
      <Pagination
        view={view}
        next={
          reply.next
            ? view.href(`${path}?${reply.code === null ? '' : `code=${reply.code}&`}after=${reply.next}`)
            : undefined
        }
      />
    </ProcessPartPage>
  )
}

function whyClosed({ givenUp, listsBallots, closesOn }: BallotList, { t, date }: View): string {
  if (givenUp) return t('budgeting.vote.ballots.given-up')
  if (!listsBallots) return t('budgeting.vote.unlisted')
  return t('budgeting.vote.ballots.closed', { day: date(closesOn) })
}

/** Who voted from an account finds the own ballot by the beginning of its code: of thousands, nobody leafs through them all. */
function ByCode({ reply, view }: { reply: BallotList; view: View }) {
  const { t } = view
  const action = view.href(`/processes/${reply.process.number}/ballots`)
  return (
    <>
      <FilterForm
        view={view}
        action={action}
        label={t('budgeting.vote.ballots.find')}
        submit={t('budgeting.vote.ballots.find')}
      >
        <TextField
          view={view}
          name="code"
          label={t('budgeting.vote.ballots.code')}
          hint={t('budgeting.vote.ballots.code.hint')}
          value={reply.code ?? undefined}
          autocomplete="off"
          spellcheck={false}
          required={false}
        />
      </FilterForm>
      {reply.code !== null && (
        <p>
          {reply.items.length === 0 && `${t('budgeting.vote.ballots.code.none')} `}
          <a href={action}>{t('budgeting.vote.ballots')}</a>
        </p>
      )}
    </>
  )
}

/** Ballots of paper have no codes, and so no place in this list. */
function OnPaper({ reply, view }: { reply: BallotList; view: View }) {
  const { t } = view
  return (
    <p>
      {t('budgeting.vote.ballots.on-paper', { ballots: reply.onPaper })}{' '}
      <a href={view.href(`/processes/${reply.process.number}/paper#ballots`)}>{t('budgeting.vote.ballots.to-paper')}</a>
    </p>
  )
}
