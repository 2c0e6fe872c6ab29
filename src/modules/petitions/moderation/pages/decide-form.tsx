import type { FormState } from '#kernel/http/endpoint.ts'
import { withFrom } from '#kernel/http/from.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Checkboxes, Radios } from '#ui/components/Choices.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { checklist, type Decidable, decisionReasons, decisionsNow, needsReason, needsText } from '../reasons.ts'
import type { ItemView } from '../replies.ts'
import { QUEUE } from './queue-page.tsx'
import { wordOf } from './words.ts'

interface Props {
  reply: ItemView
  view: View
  form: FormState
}

/** Take it first, then decide: while one holds it nobody else can. */
export function DecideForm({ reply, view, form }: Props) {
  const { t } = view
  if (reply.closed)
    return (
      <Notice kind="success" title={t('petitions.moderation.decided')}>
        <p>
          <a href={view.href(QUEUE)}>{t('petitions.moderation.to-queue')}</a>
        </p>
      </Notice>
    )
  if (reply.hold && !reply.hold.mine)
    return (
      <Notice kind="warning" title={t('petitions.moderation.held')}>
        <p>
          {t('petitions.moderation.hold.other', { name: reply.hold.by ?? '—', until: view.dateTime(reply.hold.until) })}
        </p>
      </Notice>
    )
  if (!reply.hold)
    return (
      <Panel>
        <Form view={view} action={view.href(`${QUEUE}/${reply.id}/hold`)} errors={errorsOf(form, view)}>
          <p>{t('petitions.moderation.hold.text')}</p>
          <Button wide>{t('petitions.moderation.hold.button')}</Button>
        </Form>
      </Panel>
    )
  return <Decision reply={reply} view={view} form={form} />
}

function Decision({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const decisions = decisionsNow(reply.kind, reply.state)
  const when = (asks: (decision: Decidable) => boolean) =>
    ifChosen(
      view,
      decisions.filter(asks).map((one) => wordOf(view, 'decision', one)),
    )
  const ticked = [form.values.checks].flat().filter((one): one is string => typeof one === 'string')
  const field = (name: string) => ({ view, name, error: errors?.[name] })
  return (
    <>
      <Panel>
        <Form
          view={view}
          action={view.href(`${QUEUE}/${reply.id}/decision`)}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
        >
          {reply.kind === 'petition' || reply.kind === 'appeal' ? (
            <Checkboxes
              {...field('checks')}
              label={t('petitions.moderation.checks')}
              hint={t('petitions.moderation.checks.hint')}
              required={false}
              requiredWhen={when((decision) => decision === 'published')}
              values={ticked}
              choices={checklist.map((value) => ({ value, label: wordOf(view, 'check', value) }))}
            />
          ) : null}
          <Radios
            {...field('decision')}
            label={t('petitions.moderation.decision')}
            value={typed(form, 'decision') || undefined}
            choices={decisions.map((value) => ({ value, label: wordOf(view, 'decision', value) }))}
          />
          <Select
            {...field('reason')}
            label={t('petitions.moderation.reason')}
            hint={t('petitions.moderation.reason.hint')}
            required={false}
            requiredWhen={when(needsReason)}
            value={typed(form, 'reason')}
            empty={t('petitions.moderation.reason.none')}
            options={decisionReasons.map((value) => ({ value, label: wordOf(view, 'reason', value) }))}
          />
          <TextArea
            {...field('text')}
            label={t('petitions.moderation.text')}
            hint={t('petitions.moderation.text.hint')}
            required={false}
            requiredWhen={when(needsText)}
            value={typed(form, 'text')}
            limit={2000}
          />
          <Button wide>{t('petitions.moderation.decide')}</Button>
        </Form>
      </Panel>
      {reply.public && (
        <p>
          <a href={view.href(withFrom(`${QUEUE}/petitions/${reply.number}/masks`, view.from))}>
            {t('petitions.moderation.masks')}
          </a>
        </p>
      )}
      <Form view={view} action={view.href(`${QUEUE}/${reply.id}/release`)}>
        <p class="soft">
          {reply.hold && t('petitions.moderation.hold.mine', { until: view.dateTime(reply.hold.until) })}
        </p>
        <Button kind="quiet">{t('petitions.moderation.release.button')}</Button>
      </Form>
    </>
  )
}
