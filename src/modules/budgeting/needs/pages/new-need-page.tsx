import { LangField } from '#commons/people/lang-field.tsx'
import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { DeclaredFields } from '../../declared-fields.tsx'
import { categories } from '../../idea.ts'
import { PointFields } from '../../point-fields.tsx'
import { NEED_MAX } from '../fields.ts'
import type { NewNeedView } from '../replies.ts'
import { NeedsFrame } from './needs-frame.tsx'

/** What a place needs, in a sentence. */
export function NewNeedPage({ reply, view, form }: { reply: NewNeedView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const action = view.href(`/processes/${reply.process.number}/needs`)
  return (
    <NeedsFrame
      view={view}
      process={reply.process}
      title={t('budgeting.needs.act')}
      lead={t('budgeting.needs.new.lead')}
      meta={reply.standing === 'open' ? t('processes.open-until', { day: view.date(reply.closesOn) }) : undefined}
      shut={reply.standing === 'open' ? null : t(`budgeting.needs.not-now.${reply.standing}`)}
      levelEnough={reply.levelEnough}
    >
      <Form view={view} action={action} errors={errors} hidden={{ 'idempotency-key': form.key }}>
        <TextField
          {...field('text')}
          label={t('budgeting.needs.text')}
          hint={t('budgeting.needs.text.hint', { max: NEED_MAX })}
        />
        <LangField view={view} form={form} errors={errors} label={t('budgeting.ideas.field.lang')} />
        <Select
          {...field('category')}
          label={t('budgeting.ideas.category')}
          empty={t('budgeting.ideas.category.choose')}
          options={categories.map((value) => ({ value, label: t(`budgeting.ideas.category.${value}`) }))}
        />
        <PlaceField {...field('place')} label={t('budgeting.ideas.field.place')} form={form} places={reply.places} />
        <PointFields view={view} form={form} map={reply.map} action={action} />
        <DeclaredFields asked={reply} view={view} form={form} />
        <p class="soft">{t('budgeting.needs.new.public')}</p>
        <Button>{t('budgeting.needs.new.button')}</Button>
      </Form>
    </NeedsFrame>
  )
}
