import type { View } from '#kernel/i18n/view.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import type { AuditTrail } from '../replies.ts'

export function TrailFilter({ reply, view }: { reply: AuditTrail; view: View }) {
  const { t } = view
  const { filter, acts } = reply
  const field = (name: 'who' | 'subject' | 'from' | 'to' | 'act') => ({
    view,
    name,
    label: t(`audit.filter.${name}`),
    value: filter[name] ?? '',
    required: false,
  })
  return (
    <FilterForm view={view} action={view.href('/work/audit')} label={t('audit.filter')}>
      <div class="filter-fields">
        <TextField {...field('who')} spellcheck={false} autocomplete="off" />
        <Select
          {...field('act')}
          empty={t('audit.filter.act.all')}
          options={acts.map(({ act, words }) => ({ value: act, label: words }))}
        />
        <TextField {...field('subject')} hint={t('audit.filter.subject.hint')} spellcheck={false} autocomplete="off" />
        <DateField {...field('from')} />
        <DateField {...field('to')} />
      </div>
    </FilterForm>
  )
}
