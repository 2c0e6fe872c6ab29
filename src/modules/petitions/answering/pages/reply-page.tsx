import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { ReplyView } from '../replies.ts'
import { AnswerFields, FollowUpFields, keyOf, OutcomeField } from './answer-fields.tsx'
import { Answers, FollowUps } from './answer-view.tsx'
import { CaseState } from './case-section.tsx'
import { ClockLine } from './clock-line.tsx'
import { Unplaced } from './unplaced.tsx'

interface Props {
  reply: ReplyView
  view: View
  form: FormState
}

/** Where an authority without an account acknowledges and answers, behind the link in its letter. */
export function ReplyPage({ reply, view, form }: Props) {
  const { t } = view
  const { petition } = reply
  const token = view.path.split('/')[2] as string
  return (
    <Page view={view} title={t('petitions.answering.reply.title', { number: petition.number })} noindex>
      <Wrap>
        <div class="stack-wide">
          <Heading
            title={petition.title}
            titleLang={petition.lang}
            state={<CaseState one={reply.case} view={view} />}
            meta={[reply.case.authority.name, t('petitions.answering.case.title', { number: petition.number })].join(
              ' · ',
            )}
          />
          <Desk
            decide={
              <>
                <Acts reply={reply} view={view} form={form} token={token} />
                {owesHearing(reply) && <Hearing reply={reply} view={view} form={form} token={token} />}
              </>
            }
          >
            {reply.case.clocks.map((clock) => (
              <ClockLine key={clock.name + clock.startsOn} clock={clock} view={view} />
            ))}
            <p>
              <a href={`/reply/${token}/petition.pdf`}>{t('petitions.answering.case.pdf')}</a>
            </p>
            <p class="soft">{t('petitions.answering.reply.until', { day: view.date(reply.until) })}</p>
            <Answers answers={reply.case.answers} number={petition.number} view={view} />
            <FollowUps followUps={reply.case.followUps} number={petition.number} view={view} />
            <Section
              id="text"
              title={t('petitions.answering.case.text')}
              note={`${view.number(reply.total)} ${t('petitions.count', { count: reply.total })}`}
            >
              <Prose html={petition.whyHtml} lang={petition.lang} />
            </Section>
          </Desk>
        </div>
      </Wrap>
    </Page>
  )
}

function Acts({ reply, view, form, token }: Props & { token: string }) {
  const { t } = view
  const { state } = reply.case
  const failed = typed(form, 'act')
  const stateOf = (name: string): FormState => (failed === name ? form : { values: {}, errors: [], key: form.key })
  if (state === 'following') return <AfterAnswer reply={reply} view={view} form={form} token={token} />
  const acknowledging = stateOf('acknowledgement')
  const answering = stateOf('answer')
  const errors = errorsOf(answering, view)
  if (state !== 'promised' && state !== 'delivered' && state !== 'registered')
    return (
      <>
        <Unplaced form={form} placed={failed === 'hearing' && owesHearing(reply)} view={view} />
        {!owesHearing(reply) && <Notice title={t('petitions.answering.reply.thanks')} kind="success" />}
      </>
    )
  return (
    <>
      <Unplaced form={form} placed={failed !== 'acknowledgement' || state === 'delivered'} view={view} />
      {state === 'delivered' && (
        <Section id="acknowledge" title={t('petitions.answering.reply.acknowledge')}>
          <Form
            view={view}
            action={view.href(`/reply/${token}/acknowledgement`)}
            errors={errorsOf(acknowledging, view)}
            hidden={{ ...keyOf(form, 'acknowledgement'), act: 'acknowledgement' }}
          >
            <TextField
              view={view}
              name="incomingNumber"
              label={t('petitions.answering.register.number')}
              error={errorsOf(acknowledging, view)?.incomingNumber}
              value={typed(acknowledging, 'incomingNumber')}
              short
            />
            <Button>{t('petitions.answering.reply.acknowledge-button')}</Button>
          </Form>
        </Section>
      )}
      <Section id="answer" title={t('petitions.answering.act.answer')}>
        <Form
          view={view}
          action={view.href(`/reply/${token}/answer`)}
          errors={errors}
          hidden={{ ...keyOf(form, 'answer'), act: 'answer' }}
          multipart
        >
          <OutcomeField view={view} form={answering} errors={errors} />
          <AnswerFields view={view} form={answering} errors={errors} />
          <Button>{t('petitions.answering.do.answer')}</Button>
        </Form>
      </Section>
    </>
  )
}

/** What was promised is told step by step, until the authority says that all of it is done. */
function AfterAnswer({ reply, view, form, token }: Props & { token: string }) {
  const { t } = view
  const failed = typed(form, 'act')
  const stateOf = (name: string): FormState => (failed === name ? form : { values: {}, errors: [], key: form.key })
  const telling = stateOf('follow-up')
  const errors = errorsOf(telling, view)
  return (
    <>
      <Unplaced form={form} placed={failed !== 'acknowledgement' && failed !== 'answer'} view={view} />
      <Section id="follow-up" title={t('petitions.answering.act.followUp')}>
        <Form
          view={view}
          action={view.href(`/reply/${token}/follow-up`)}
          errors={errors}
          hidden={{ ...keyOf(form, 'follow-up'), act: 'follow-up' }}
          multipart
        >
          <FollowUpFields view={view} form={telling} errors={errors} today={reply.today} />
          <Button>{t('petitions.answering.do.followUp')}</Button>
        </Form>
      </Section>
      <Section id="completion" title={t('petitions.answering.act.finish')}>
        <p>{t('petitions.answering.finish-text')}</p>
        <Form
          view={view}
          action={view.href(`/reply/${token}/completion`)}
          errors={errorsOf(stateOf('completion'), view)}
          hidden={{ ...keyOf(form, 'completion'), act: 'completion' }}
        >
          <Button kind="quiet">{t('petitions.answering.do.finish')}</Button>
        </Form>
      </Section>
    </>
  )
}

function owesHearing({ case: { clocks } }: ReplyView): boolean {
  return clocks.some(({ name, state }) => name === 'promised-hearing' && state !== 'met' && state !== 'late')
}

/** A promised hearing that was held, whatever became of the answer. */
function Hearing({ reply, view, form, token }: Props & { token: string }) {
  const state: FormState = typed(form, 'act') === 'hearing' ? form : { values: {}, errors: [], key: form.key }
  const errors = errorsOf(state, view)
  return (
    <Section id="hearing" title={view.t('petitions.answering.act.hearing')}>
      <Form
        view={view}
        action={view.href(`/reply/${token}/hearing`)}
        errors={errors}
        hidden={{ ...keyOf(form, 'hearing'), act: 'hearing' }}
        scope="hearing"
        multipart
      >
        <FollowUpFields view={view} form={state} errors={errors} today={reply.today} />
        <Button>{view.t('petitions.answering.do.hearing')}</Button>
      </Form>
    </Section>
  )
}
