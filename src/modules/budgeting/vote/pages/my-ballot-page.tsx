import { EntryPromiseSection } from '#commons/ledger/pages/entry-promise.tsx'
import { RoundsNotice } from '#commons/processes/again/pages/rounds-notice.tsx'
import { CancelledNotice } from '#commons/processes/pages/cancelled-notice.tsx'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { money } from '../../money.ts'
import { ProjectName } from '../../project-name.tsx'
import { VOTERS_DAYS } from '../forget-voters.ts'
import type { MyBallotView } from '../replies.ts'
import { SignedPromise } from './signed-promise.tsx'

type Ballot = NonNullable<MyBallotView['ballot']>

/** Letters of a code by which it is found in the list: few, so that an address tells little to who sees it. */
const FOUND_BY = 6

/** What one has cast, how to find it in the public list, and what that proves. */
export function MyBallotPage({ reply, view }: { reply: MyBallotView; view: View }) {
  const { t } = view
  const { process, ballot } = reply
  const title = t('budgeting.vote.mine')
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <Measure>
          <RoundsNotice view={view} rounds={reply.rounds} />
          <CancelledNotice view={view} process={process} />
          {ballot ? (
            <Cast reply={reply} ballot={ballot} view={view} />
          ) : (
            <>
              <Heading title={title} />
              <EmptyState
                title={t(reply.byToken ? 'budgeting.tokens.mine' : 'budgeting.vote.mine.none')}
                next={
                  reply.mayChange ? (
                    <ButtonLink href={view.href(`/processes/${process.number}/ballot`)}>
                      {t('budgeting.vote.act')}
                    </ButtonLink>
                  ) : (
                    <a href={view.href(processPath(process))}>{process.title}</a>
                  )
                }
              />
            </>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}

/** Who votes with a token has no ballot under their name. */
function leadOf({ opened, givenUp, mayChange, listsBallots, standing }: MyBallotView) {
  if (givenUp) return 'mine.given-up'
  if (opened) return 'mine.opened'
  if (mayChange) return 'mine.lead'
  // Between the last day and the turn of phases the log names no ballot yet.
  return standing === 'closed' && !listsBallots ? 'mine.closed' : 'not-now.closed'
}

function proofOf({ givenUp, listsBallots }: MyBallotView) {
  if (givenUp) return 'given-up'
  return listsBallots ? 'note' : 'unlisted'
}

function Cast({ reply, ballot, view }: { reply: MyBallotView; ballot: Ballot; view: View }) {
  const { t } = view
  const { process } = reply
  return (
    <div class="stack-wide">
      <Heading
        title={t('budgeting.vote.mine')}
        state={<Pill tone="good">{t('budgeting.vote.mine.cast')}</Pill>}
        lead={t(`budgeting.vote.${leadOf(reply)}`)}
      />
      {reply.mayChange && ballot.picks.some((pick) => pick.void !== null) && (
        <Notice kind="warning" title={t('budgeting.vote.mine.void')}>
          <p>{t('budgeting.vote.mine.void.text')}</p>
        </Notice>
      )}
      <SummaryList
        view={view}
        rows={[
          ...[...Map.groupBy(ballot.picks, ({ envelope }) => envelope)].map(([envelope, picks]) => ({
            question: envelope,
            answer: (
              <ul class="plain-list">
                {picks.map((project) => (
                  <li key={project.number}>
                    {project.place !== null && `${project.place}. `}
                    <ProjectName project={project} />
                    {project.points !== null && ` — ${t('budgeting.vote.points-given', { points: project.points })}`}
                    {project.void !== null && (
                      <p class="soft">{t('budgeting.vote.voided', { reason: project.void })}</p>
                    )}
                  </li>
                ))}
              </ul>
            ),
          })),
          ...ballot.spending.map(({ envelope, cost, amount }) => ({
            question: t('budgeting.vote.left', { envelope }),
            answer: t('budgeting.vote.left.of', {
              left: money(view, amount - cost, reply.currency),
              amount: money(view, amount, reply.currency),
            }),
          })),
          { question: t('budgeting.vote.mine.when'), answer: view.dateTime(ballot.castAt) },
        ]}
      />
      {reply.mayChange && (
        <Actions>
          <ButtonLink kind="quiet" href={view.href(`/processes/${process.number}/ballot`)}>
            {t('budgeting.vote.change')}
          </ButtonLink>
        </Actions>
      )}
      <Section
        id="proof"
        title={t('budgeting.vote.mine.proof')}
        note={t(`budgeting.vote.mine.proof.${proofOf(reply)}`)}
      >
        <SummaryList
          view={view}
          rows={[
            { question: t('budgeting.vote.commitment'), answer: <code>{ballot.commitment}</code> },
            { question: t('budgeting.vote.nonce'), answer: <code>{ballot.nonce}</code> },
          ]}
        />
        {reply.opened && (
          <p>
            <a href={view.href(`/processes/${process.number}/ballots?code=${ballot.commitment.slice(0, FOUND_BY)}`)}>
              {t('budgeting.vote.mine.in-list')}
            </a>
          </p>
        )}
        {ballot.promise && <SignedPromise view={view} promise={ballot.promise} />}
        <EntryPromiseSection promise={ballot.entry} view={view} file={`${view.path}/receipt.tlog-proof`} />
      </Section>
      <Details summary={t('budgeting.vote.secrecy')}>
        <p>{t('budgeting.vote.secrecy.text', { days: VOTERS_DAYS })}</p>
        {!reply.listsBallots && !reply.givenUp && <p>{t('budgeting.vote.unlisted')}</p>}
      </Details>
    </div>
  )
}
