import { LangField } from '#commons/people/lang-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import type { GuardView } from '../replies.ts'

interface Props {
  guard: GuardView
  path: string
  view: View
  form: FormState
}

/** The legal basis: said by one official, confirmed or refused by another. */
export function Basis({ guard, path, view, form }: Props) {
  const { t } = view
  const { basis, may } = guard
  return (
    <>
      {basis && (
        <>
          <h3>{t('open-data.guard.basis')}</h3>
          <blockquote lang={otherLang(basis.lang ?? undefined, view)}>{basis.text}</blockquote>
          <p class="soft">
            {basis.confirmedAt
              ? t('open-data.guard.basis.confirmed', { when: view.dateTime(basis.confirmedAt) })
              : t('open-data.guard.basis.said', { when: view.dateTime(basis.saidAt) })}
          </p>
        </>
      )}
      {may.say && <Say guard={guard} path={path} view={view} form={form} />}
      {may.confirm && <Judge guard={guard} path={path} view={view} form={form} />}
    </>
  )
}

function Say({ guard, path, view, form }: Props) {
  const { t } = view
  const { action, mine, errors } = formAt(view, form, `${path}/basis`)
  return (
    <Form view={view} action={action} errors={errors} scope="basis">
      <TextArea
        view={view}
        name="basis"
        label={t('open-data.guard.basis')}
        hint={t('open-data.guard.basis.hint')}
        error={errors?.basis}
        value={mine ? typed(form, 'basis') : (guard.basis?.text ?? '')}
        rows={4}
        limit={1_000}
      />
      <LangField
        view={view}
        form={mine ? form : { ...form, values: {} }}
        errors={errors}
        label={t('open-data.wishes.lang')}
        now={guard.basis?.lang ?? view.lang}
      />
      <Button>{t(guard.basis ? 'open-data.guard.basis.change' : 'open-data.guard.basis.button')}</Button>
    </Form>
  )
}

function Judge({ guard, path, view, form }: Props) {
  const { t } = view
  const hidden = { saidAt: guard.basis?.saidAt ?? '' }
  const confirm = formAt(view, form, `${path}/basis/confirmation`)
  const refuse = formAt(view, form, `${path}/basis/refusal`)
  return (
    <>
      <Form view={view} action={confirm.action} errors={confirm.errors} hidden={hidden} scope="confirm">
        <Button>{t('open-data.guard.basis.confirm')}</Button>
      </Form>
      <Details summary={t('open-data.guard.basis.refuse')} open={refuse.errors !== undefined}>
        <Form view={view} action={refuse.action} errors={refuse.errors} hidden={hidden} scope="refuse">
          <TextArea
            view={view}
            name="reason"
            label={t('open-data.guard.basis.reason')}
            error={refuse.errors?.reason}
            value={refuse.mine ? typed(form, 'reason') : ''}
            rows={3}
            limit={1_000}
          />
          <Button kind="quiet">{t('open-data.guard.basis.refuse')}</Button>
        </Form>
      </Details>
    </>
  )
}

/** What failed is shown at the form it came from. */
function formAt(
  view: View,
  form: FormState,
  path: string,
): { action: string; mine: boolean; errors: Errors | undefined } {
  const action = view.href(path)
  const mine = view.returned !== undefined && view.href(view.returned.action) === action
  return { action, mine, errors: mine ? errorsOf(form, view) : undefined }
}
