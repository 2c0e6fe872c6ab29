import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { HidingAppeal, WaitingAppeal } from '../hiding-reply.ts'

interface Part {
  /** Whose words: an idea's or a need's. */
  of: 'ideas' | 'needs'
  view: View
  form: FormState
  /** Address of the form, without the language. */
  action: string
}

interface AppealProps extends Part {
  hidden: string | null
  appeal: HidingAppeal | null
  mayAppeal: boolean
}

/** For who wrote what a moderator hid: why, and the way to another moderator. */
export function AppealHiding({ of, view, form, action, hidden, appeal, mayAppeal }: AppealProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      {hidden === null ? (
        <Notice kind="info" title={t(`budgeting.${of}.hiding.not-hidden`)} />
      ) : (
        <Notice kind="warning" title={t(`budgeting.${of}.hidden`)}>
          <p>{hidden}</p>
        </Notice>
      )}
      {appeal && <AppealNotice of={of} appeal={appeal} view={view} />}
      {mayAppeal && (
        <Form view={view} action={view.href(action)} errors={errors}>
          <TextArea
            {...field('text')}
            label={t(`budgeting.${of}.hiding.why`)}
            hint={t('budgeting.ideas.hiding.why.hint')}
            rows={6}
            limit={1_000}
          />
          <Button>{t('budgeting.ideas.hiding.button')}</Button>
        </Form>
      )}
    </>
  )
}

/** An appeal against hiding, and its answer. */
export function AppealNotice({ of, appeal, view }: Pick<Part, 'of' | 'view'> & { appeal: HidingAppeal }) {
  const { t } = view
  return (
    <Notice
      kind={appeal.decision === 'lifted' ? 'success' : 'info'}
      title={appeal.decision ? t(`budgeting.${of}.hiding.${appeal.decision}`) : t('budgeting.ideas.hiding.waits')}
    >
      {appeal.text && (
        <p class="lines" lang={appeal.lang ?? undefined}>
          {appeal.text}
        </p>
      )}
      <p class="soft">{view.date(appeal.at)}</p>
      {appeal.answer && (
        <p class="lines" lang={appeal.answerLang ?? undefined}>
          {appeal.answer}
        </p>
      )}
    </Notice>
  )
}

/** Another moderator's answer to an appeal. */
export function DecideHiding({ of, view, form, action }: Part) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form view={view} action={view.href(action)} errors={errors}>
      <Radios
        {...field('decision')}
        label={t('budgeting.ideas.hiding.decision')}
        choices={(['upheld', 'lifted'] as const).map((value) => ({
          value,
          label: t(`budgeting.${of}.hiding.${value}.choose`),
        }))}
      />
      <TextArea
        {...field('text')}
        label={t('budgeting.ideas.hiding.answer')}
        hint={t('budgeting.ideas.hiding.answer.hint')}
        rows={4}
        limit={1_000}
      />
      <Button>{t('budgeting.ideas.hiding.decide')}</Button>
    </Form>
  )
}

/** A moderator takes words out of sight, with a reason that everybody reads. */
export function HideForm({ of, view, form, action }: Part) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form view={view} action={view.href(action)} errors={errors}>
      <TextArea
        {...field('reason')}
        label={t('budgeting.ideas.hide.reason')}
        hint={t('budgeting.ideas.hide.reason.hint')}
        rows={3}
        limit={500}
      />
      <Button kind="danger">{t(of === 'ideas' ? 'budgeting.ideas.hide.button' : 'budgeting.needs.hide')}</Button>
    </Form>
  )
}

/** Appeals that wait, by the numbers of what is hidden; those that the viewer may not decide say so. @param props.desk where each is decided */
export function WaitingAppeals({
  of,
  view,
  appeals,
  desk,
}: Pick<Part, 'of' | 'view'> & { appeals: WaitingAppeal[]; desk: string }) {
  const { t } = view
  if (appeals.length === 0) return null
  return (
    <Notice kind="warning" title={t('budgeting.ideas.hiding.desk')}>
      <ul>
        {appeals.map(({ number, anothers }) => (
          <li key={number}>
            <a href={view.href(`${desk}/${number}`)}>{t(`budgeting.${of}.number`, { number })}</a>{' '}
            {anothers && <Pill tone="neutral">{t('budgeting.ideas.hiding.anothers')}</Pill>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
