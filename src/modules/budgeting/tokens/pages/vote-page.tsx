import { AgainNotice } from '#commons/processes/again/pages/again-notice.tsx'
import { CancelledNotice } from '#commons/processes/pages/cancelled-notice.tsx'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { BallotFields } from '../../vote/pages/ballot-fields.tsx'
import { SignedPromise } from '../../vote/pages/signed-promise.tsx'
import type { VoteView } from '../replies.ts'
import { Programs } from './programs.tsx'
import { PromiseOfTokens } from './promise-of-tokens.tsx'
import { Said, WithoutScript } from './without-script.tsx'
import { wordsOf } from './words.ts'

/** The blank ballot of a vote with tokens: one page for everybody, which does not know who reads it. */
export function VotePage({ reply, view }: { reply: VoteView; view: View }) {
  const { t } = view
  const { process } = reply
  const path = `/processes/${process.number}`
  const title = t('budgeting.tokens.ballot')
  return (
    <Page view={view} title={title} noindex scripts={['tokens.js']}>
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <Measure>
          <Heading
            title={title}
            lead={t('budgeting.tokens.ballot.lead')}
            meta={reply.standing === 'open' ? t('processes.open-until', { day: view.date(reply.closesOn) }) : undefined}
          />
          <AgainNotice view={view} process={process} />
          <CancelledNotice view={view} process={process} />
          {reply.byToken && reply.standing === 'open' ? (
            <Ballot reply={reply} view={view} />
          ) : (
            <EmptyState
              title={t(whyNot(reply))}
              next={<a href={view.href(`${path}/projects`)}>{t('budgeting.vote.projects')}</a>}
            />
          )}
          {reply.byToken && <PromiseOfTokens view={view} />}
          {reply.byToken && <Programs view={view} reply={reply} />}
        </Measure>
      </Wrap>
    </Page>
  )
}

function whyNot({ byToken, standing, givenUp }: VoteView) {
  if (!byToken) return 'budgeting.tokens.by-account'
  return givenUp ? 'budgeting.result.given-up' : (`budgeting.vote.not-now.${standing as 'coming'}` as const)
}

function Ballot({ reply, view }: { reply: VoteView; view: View }) {
  const { t } = view
  const { process } = reply
  const path = `/processes/${process.number}`
  return (
    <punte-vote class="steps stack" process={process.number} {...wordsOf(view)}>
      <WithoutScript view={view} reply={reply} />
      <div data-part="first" hidden>
        <EmptyState
          title={t('budgeting.tokens.first')}
          next={<ButtonLink href={view.href(`${path}/token`)}>{t('budgeting.tokens.way.token')}</ButtonLink>}
        >
          {t('budgeting.tokens.first.why')}
        </EmptyState>
      </div>
      <div data-part="ballot" class="stack" hidden>
        <p>
          <a href={view.href(`${path}/projects`)}>{t('budgeting.vote.read-first')}</a>
        </p>
        <Form view={view} action={view.href(`${path}/casts`)}>
          <BallotFields reply={reply} view={view} errors={undefined} chosen={[]} />
          <p class="soft">{t('budgeting.tokens.before-cast')}</p>
          <Button>{t('budgeting.tokens.cast')}</Button>
        </Form>
      </div>
      <Said view={view} />
      <div data-part="done" class="stack" tabindex={-1} hidden>
        <Notice kind="success" title={t('budgeting.tokens.done')}>
          <p>{t('budgeting.tokens.done.text')}</p>
        </Notice>
        <SummaryList
          view={view}
          rows={[
            { question: t('budgeting.vote.commitment'), answer: <code data-commitment /> },
            { question: t('budgeting.vote.nonce'), answer: <code data-nonce /> },
          ]}
        />
        <div data-part="promise" hidden>
          <SignedPromise view={view} promise="" />
        </div>
        <p data-part="receipt-waits">{t('budgeting.tokens.receipt.waits')}</p>
        <p data-part="receipt" hidden>
          <a data-receipt href={view.href('/ledger/receipt-check')}>
            {t('ledger.promise.download')}
          </a>{' '}
          · <a href={view.href('/ledger/receipt-check')}>{t('ledger.check.title')}</a>
        </p>
        <Actions>
          <Button type="button" kind="quiet" name="change">
            {t('budgeting.vote.change')}
          </Button>
          <Button type="button" kind="quiet" name="forget">
            {t('budgeting.tokens.forget')}
          </Button>
        </Actions>
      </div>
      <div data-part="forgotten" hidden>
        <Notice kind="info" title={t('budgeting.tokens.forgotten')} />
      </div>
    </punte-vote>
  )
}
