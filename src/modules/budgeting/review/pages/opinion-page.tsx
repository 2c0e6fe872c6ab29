import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Checkboxes, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { checklists, verdicts } from '../aspects.ts'
import { EarlierOpinions } from '../on-page.tsx'
import type { OpinionDeskView } from '../replies.ts'
import { IdeaWorkPage } from './idea-work-page.tsx'

interface Props {
  reply: OpinionDeskView
  view: View
  form: FormState
}

/** What an office holds of one aspect of an idea. */
export function OpinionPage({ reply, view, form }: Props) {
  const { t } = view
  const { aspect, idea } = reply
  const errors = errorsOf(form, view)
  const area = (name: 'conditions' | 'text') => ({
    view,
    name,
    label: t(`budgeting.review.${name}`),
    hint: t(`budgeting.review.${name}.hint`),
    error: errors?.[name],
    value: typed(form, name),
  })
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.give', { aspect: t(`budgeting.review.aspect.${aspect}`) })}
      lead={t('budgeting.review.give.lead')}
      may={reply.may.opine.includes(aspect)}
      reads={errors === undefined}
    >
      <EarlierOpinions
        opinions={reply.review.earlierOpinions.filter((before) => before.aspect === aspect)}
        view={view}
        open={errors === undefined}
      />
      <Form view={view} action={view.href(`/work/ideas/${idea.number}/opinions/${aspect}`)} errors={errors}>
        <Checkbox
          view={view}
          name="noConflict"
          label={t('budgeting.review.no-conflict')}
          hint={t('budgeting.review.no-conflict.hint')}
          error={errors?.noConflict}
          checked={ticked(form, 'noConflict')}
          required
        />
        <Checkboxes
          view={view}
          name="checked"
          label={t('budgeting.review.checklist')}
          error={errors?.checked}
          values={[form.values.checked ?? []].flat().filter((one) => typeof one === 'string')}
          choices={checklists[aspect].map((item) => ({ value: item, label: t(`budgeting.review.check.${item}`) }))}
        />
        <Radios
          view={view}
          name="verdict"
          label={t('budgeting.review.verdict')}
          error={errors?.verdict}
          value={typed(form, 'verdict')}
          choices={verdicts.map((one) => ({ value: one, label: t(`budgeting.review.verdict.${one}`) }))}
        />
        <TextArea {...area('conditions')} required={false} rows={3} limit={1_000} />
        <TextArea {...area('text')} rows={6} limit={2_000} />
        <Button>{t('budgeting.review.give.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
