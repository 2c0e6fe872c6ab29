import { RoundsNotice } from '#commons/processes/again/pages/rounds-notice.tsx'
import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { DateField, HiddenField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { VOTERS_DAYS } from '../../vote/forget-voters.ts'
import type { ResultDeskView } from '../replies.ts'

interface Props {
  reply: ResultDeskView
  view: View
  form: FormState
}

/** From the closed vote to the council's decision, one step after the other. */
export function ResultDeskPage({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  // Two forms stand here at once only where a result can be annulled: its reason tells which one came back.
  const annulling = [form.values.reason, errors?.reason, errors?.envelope].some((one) => one !== undefined)
  const mayAnnul =
    !reply.process.rehearsal &&
    reply.cancelled === null &&
    (reply.state === 'provisional' || reply.state === 'protocol')
  return (
    <WorkPage
      view={view}
      title={t('budgeting.result.title')}
      lead={t(reply.process.rehearsal ? 'budgeting.result.lead.rehearsal' : 'budgeting.result.desk.lead')}
      crumbs={processDeskCrumbs(view, reply.process)}
      meta={t(`budgeting.result.state.${reply.process.rehearsal ? 'rehearsal' : reply.state}`)}
    >
      <Measure>
        <div class="stack-wide">
          <RehearsalNotice view={view} process={reply.process} />
          <Next reply={reply} view={view} form={form} errors={annulling ? undefined : errors} />
          <Annulled reply={reply} view={view} />
          <HoldAgain reply={reply} view={view} />
          {mayAnnul && (
            <Section id="annul" title={t('budgeting.result.annul')} note={t('budgeting.result.annul.note')}>
              <Form
                view={view}
                action={view.href(`/work/processes/${reply.process.number}/result/annulment`)}
                errors={annulling ? errors : undefined}
              >
                <WhatToAnnul reply={reply} view={view} form={form} errors={errors} />
                <TextArea
                  view={view}
                  name="reason"
                  label={t('budgeting.result.annul.reason')}
                  error={errors?.reason}
                  value={typed(form, 'reason')}
                  rows={4}
                  limit={1_000}
                />
                <Button kind="danger">{t('budgeting.result.annul.button')}</Button>
              </Form>
            </Section>
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}

/** The whole, or one envelope while others stand. */
function WhatToAnnul({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  const standing = reply.envelopes.filter(({ annulled }) => annulled === null)
  if (standing.length < 2)
    return (
      <>
        {reply.envelopes.length > 1 && <p>{t('budgeting.result.annul.all-with-rest')}</p>}
        <HiddenField name="envelope" value="0" />
      </>
    )
  return (
    <Radios
      view={view}
      name="envelope"
      label={t('budgeting.result.annul.what')}
      error={errors?.envelope}
      value={typed(form, 'envelope')}
      choices={[
        { value: '0', label: t('budgeting.result.annul.whole') },
        ...standing.map(({ position, name }) => ({
          value: String(position),
          label: t('budgeting.result.annul.one', { envelope: name }),
        })),
      ]}
    />
  )
}

/** What was annulled, and why. */
function Annulled({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const whole =
    reply.annulledReason === null
      ? []
      : [{ question: view.t('budgeting.result.annul.whole'), answer: reply.annulledReason }]
  const parts = reply.envelopes.flatMap(({ name, annulled }) =>
    annulled === null ? [] : [{ question: name, answer: annulled }],
  )
  const rows = [...whole, ...parts]
  if (rows.length === 0) return null
  return (
    <Section id="annulled" title={view.t('budgeting.result.desk.annulled')}>
      <SummaryList view={view} rows={rows} />
    </Section>
  )
}

/** What was annulled is voted on again, or is already. */
function HoldAgain({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  return (
    <>
      <RoundsNotice view={view} rounds={reply.rounds} />
      {reply.toHold && (
        <Section id="again" title={t('budgeting.again.title')} note={t('budgeting.again.note', { days: VOTERS_DAYS })}>
          <ButtonLink href={view.href(`/work/processes/${reply.process.number}/again`)}>
            {t('budgeting.again.begin')}
          </ButtonLink>
        </Section>
      )}
    </>
  )
}

function Next({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  const path = (name: string) => view.href(`/work/processes/${reply.process.number}/result/${name}`)
  if (reply.cancelled !== null)
    return (
      <Notice title={t(reply.state === 'none' ? 'budgeting.result.given-up' : 'processes.cancelled')}>
        <p>{reply.cancelled}</p>
      </Notice>
    )
  if (reply.process.rehearsal) return <Look reply={reply} view={view} />
  if (!reply.voteClosed) return <p>{t('budgeting.result.vote-runs')}</p>
  if (reply.paperWaits && reply.state === 'none')
    return (
      <Notice kind="info" title={t('budgeting.paper.not-finished')}>
        <p>
          <a href={view.href(`/work/processes/${reply.process.number}/paper`)}>{t('budgeting.paper.title')}</a>
        </p>
      </Notice>
    )
  // Its ballots count no more: what is decided is decided by the vote that is held in its place.
  if (reply.state === 'annulled' && !reply.toHold) return null
  if (reply.state === 'none' || reply.state === 'annulled')
    return <ToCount reply={reply} view={view} form={form} errors={errors} />
  if (reply.state === 'provisional')
    return (
      <Section
        id="protocol"
        title={t('budgeting.result.protocol')}
        note={
          reply.contestUntil === null
            ? undefined
            : t(reply.contestRuns ? 'budgeting.result.contest.can' : 'budgeting.result.contest.over', {
                day: view.date(reply.contestUntil),
              })
        }
      >
        {reply.contestRuns ? (
          <p>{t('budgeting.result.contest-runs')}</p>
        ) : (
          <Form view={view} action={path('protocol')} errors={errors}>
            <Button>{t('budgeting.result.protocol.button')}</Button>
          </Form>
        )}
      </Section>
    )
  if (reply.state === 'protocol')
    return (
      <Section id="decision" title={t('budgeting.result.decision')} note={t('budgeting.result.decision.note')}>
        <Form view={view} action={path('decision')} errors={errors}>
          <TextField
            view={view}
            name="decision"
            label={t('budgeting.result.decision.number')}
            error={errors?.decision}
            value={typed(form, 'decision')}
            short
          />
          <DateField
            view={view}
            name="decidedOn"
            label={t('budgeting.result.decided-on')}
            error={errors?.decidedOn}
            value={typed(form, 'decidedOn')}
            max={reply.today}
          />
          <Button>{t('budgeting.result.decision.button')}</Button>
        </Form>
      </Section>
    )
  return <Look reply={reply} view={view} />
}

/** To what everybody sees of it. */
function Look({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  return (
    <p>
      <a href={view.href(`/processes/${reply.process.number}/result`)}>{view.t('budgeting.result.look')}</a>
    </p>
  )
}

/** First the dice, then, when a signed tree of the log holds them, the count. */
function ToCount({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  const path = (name: string) => view.href(`/work/processes/${reply.process.number}/result/${name}`)
  if (reply.thrown === null)
    return (
      <Section id="dice" title={t('budgeting.result.dice.title')} note={t('budgeting.result.dice.note')}>
        <Form view={view} action={path('dice')} errors={errors}>
          <TextField
            view={view}
            name="dice"
            label={t('budgeting.result.dice')}
            hint={t('budgeting.result.dice.hint')}
            error={errors?.dice}
            value={typed(form, 'dice')}
            inputmode="numeric"
          />
          <Button>{t('budgeting.result.dice.button')}</Button>
        </Form>
      </Section>
    )
  if (!reply.published)
    return (
      <Notice kind="info" title={t('budgeting.result.not-published-yet')}>
        <p>{t('budgeting.result.wait')}</p>
      </Notice>
    )
  return (
    <Section
      id="count"
      title={t('budgeting.result.count')}
      note={t('budgeting.result.count.note', { dice: reply.thrown })}
    >
      <Form view={view} action={path('count')} errors={errors}>
        <Button>{t('budgeting.result.count.button')}</Button>
      </Form>
    </Section>
  )
}
