import { AgainNotice } from '#commons/processes/again/pages/again-notice.tsx'
import { CancelledNotice } from '#commons/processes/pages/cancelled-notice.tsx'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { Declaration } from '../../vote/pages/ballot-page.tsx'
import type { TokenView } from '../replies.ts'
import { Programs } from './programs.tsx'
import { PromiseOfTokens } from './promise-of-tokens.tsx'
import { Said, WithoutScript } from './without-script.tsx'
import { wordsOf } from './words.ts'

interface Props {
  reply: TokenView
  view: View
  form: FormState
}

/** Where a person who may vote gets a token: here one is known by name, and what one votes is not. */
export function TokenPage(props: Props) {
  const { reply, view } = props
  const { t } = view
  const { process } = reply
  const title = t('budgeting.tokens.token')
  return (
    <Page view={view} title={title} noindex scripts={['tokens.js']}>
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <Measure>
          <Heading
            title={title}
            lead={t('budgeting.tokens.token.lead')}
            meta={reply.standing === 'open' ? t('processes.open-until', { day: view.date(reply.closesOn) }) : undefined}
          />
          <AgainNotice view={view} process={process} />
          <CancelledNotice view={view} process={process} />
          <Way {...props} />
          {reply.byToken && <PromiseOfTokens view={view} />}
          {reply.byToken && <Programs view={view} reply={reply} />}
          <Issued reply={reply} view={view} />
        </Measure>
      </Wrap>
    </Page>
  )
}

function Way({ reply, view, form }: Props) {
  const { t } = view
  const path = `/processes/${reply.process.number}`
  if (!reply.byToken)
    return (
      <EmptyState
        title={t('budgeting.tokens.by-account')}
        next={<ButtonLink href={view.href(`${path}/ballot`)}>{t('budgeting.vote.act')}</ButtonLink>}
      />
    )
  if (reply.standing !== 'open')
    return (
      <EmptyState
        title={t(reply.givenUp ? 'budgeting.result.given-up' : `budgeting.vote.not-now.${reply.standing}`)}
        next={<a href={view.href(`${path}/projects`)}>{t('budgeting.vote.projects')}</a>}
      />
    )
  if (reply.channel !== null && reply.channel !== 'token')
    return <Notice kind="warning" title={t('budgeting.vote.other-channel')} />
  if (!reply.levelEnough)
    return (
      <Notice kind="warning" title={t('processes.level-too-weak')}>
        <p>
          <a href={view.href('/account/identity')}>{t('budgeting.vote.raise-level')}</a>
        </p>
      </Notice>
    )
  return <Steps reply={reply} view={view} form={form} />
}

function Steps({ reply, view, form }: Props) {
  const { t } = view
  const { process } = reply
  const path = `/processes/${process.number}`
  const errors = errorsOf(form, view)
  return (
    <punte-token class="steps stack" process={process.number} issued={reply.issued} {...wordsOf(view)}>
      <WithoutScript view={view} reply={reply} />
      <div data-part="steps" class="stack" hidden>
        {reply.issued && (
          <Notice kind="info" title={t('budgeting.tokens.issued')}>
            <p>{t('budgeting.tokens.issued.next')}</p>
          </Notice>
        )}
        <div data-part="who">
          <Form view={view} action={view.href(`${path}/token/voter`)} errors={errors}>
            <Declaration reply={{ ...reply, hasVoted: reply.issued }} view={view} form={form} errors={errors} />
            <Button>{t('budgeting.tokens.next')}</Button>
          </Form>
        </div>
        <div data-part="secret" class="stack" tabindex={-1} hidden>
          <Form view={view} action={view.href(`${path}/token`)}>
            <h2>{t('budgeting.tokens.code')}</h2>
            <p>{t('budgeting.tokens.code.why')}</p>
            <div data-part="choose-code" hidden>
              <Actions>
                <Button type="button" name="make">
                  {t('budgeting.tokens.code.make')}
                </Button>
                <Button type="button" kind="quiet" name="have">
                  {t('budgeting.tokens.code.have')}
                </Button>
              </Actions>
            </div>
            <div data-part="new-code" class="stack" hidden>
              <p>
                <output class="secret" data-code aria-label={t('budgeting.tokens.code')} />
              </p>
              <p>{t('budgeting.tokens.code.once')}</p>
              <Button type="button" kind="quiet" name="print">
                {t('budgeting.tokens.code.print')}
              </Button>
              <Checkbox view={view} name="written" label={t('budgeting.tokens.code.written')} />
            </div>
            <div data-part="own-code" hidden>
              <TextField
                view={view}
                name="secret"
                label={t('budgeting.tokens.code')}
                hint={t('budgeting.tokens.code.hint')}
                autocomplete="off"
                spellcheck={false}
              />
            </div>
            <div data-part="get" hidden>
              <Button>{t('budgeting.tokens.get')}</Button>
            </div>
          </Form>
        </div>
      </div>
      <Said view={view} />
      <div data-part="done" class="stack" tabindex={-1} hidden>
        <Notice kind="success" title={t('budgeting.tokens.got')}>
          <p>{t('budgeting.tokens.got.now')}</p>
          <p>{t('budgeting.tokens.got.later')}</p>
        </Notice>
        <Actions>
          <ButtonLink href={view.href(`${path}/vote`)}>{t('budgeting.tokens.way.vote')}</ButtonLink>
        </Actions>
        <Button type="button" kind="quiet" name="forget">
          {t('budgeting.tokens.forget')}
        </Button>
      </div>
      <div data-part="forgotten" hidden>
        <Notice kind="info" title={t('budgeting.tokens.forgotten')} />
      </div>
    </punte-token>
  )
}

/** Whether a token was issued in one's name, for those who took none as well. */
function Issued({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  if (!reply.byToken || reply.standing === 'coming') return null
  return (
    <Details summary={t('budgeting.tokens.check')}>
      <p>{t(reply.issued ? 'budgeting.tokens.check.issued' : 'budgeting.tokens.check.none')}</p>
      <SummaryList
        view={view}
        rows={[
          { question: t('budgeting.tokens.check.code'), answer: <code>{reply.commitment}</code> },
          { question: t('budgeting.tokens.check.salt'), answer: <code>{reply.salt}</code> },
          { question: t('budgeting.tokens.check.mailbox'), answer: reply.mailbox },
        ]}
      />
      <p>{t('budgeting.tokens.check.how')}</p>
    </Details>
  )
}
