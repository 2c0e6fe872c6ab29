import type { View } from '#kernel/i18n/view.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldOf, type QuestionProps } from './question.tsx'
import type { DraftView } from './replies.ts'

const names = ['addressee', 'addressee2', 'addressee3'] as const

export function AddresseesQuestion(props: QuestionProps) {
  const { reply, view } = props
  return (
    <>
      <h1>{view.t('petitions.start.step.addressees')}</h1>
      <AddresseeSelects view={view} authorities={reply.authorities} field={(name) => fieldOf(props, name)} />
    </>
  )
}

interface SelectsProps {
  view: View
  authorities: DraftView['authorities']
  /** What the field of a name needs, its value first of all. */
  field: (name: (typeof names)[number]) => ReturnType<typeof fieldOf>
}

/** Up to three authorities, each in a list by kind. */
export function AddresseeSelects({ view, authorities, field: fieldNamed }: SelectsProps) {
  const { t } = view
  const kinds = [...Map.groupBy(authorities, ({ kind }) => kind)]
  return (
    <>
      {names.map((name) => {
        const field = fieldNamed(name)
        const outside = field.value !== '' && !authorities.some(({ slug }) => slug === field.value)
        return (
          <Select
            key={name}
            {...field}
            label={t(`petitions.start.${name}`)}
            hint={name === 'addressee' ? t('petitions.start.addressee.hint') : undefined}
            required={name === 'addressee'}
            empty={t('petitions.start.addressee.choose')}
            options={[
              // Chosen before the list was narrowed: narrowing must not take an answer away.
              ...(outside ? [{ value: field.value, label: field.value }] : []),
              ...kinds.map(([kind, members]) => ({
                group: t(`petitions.start.authority.${kind}`),
                options: members.map(({ slug, name: label }) => ({ value: slug, label })),
              })),
            ]}
          />
        )
      })}
    </>
  )
}

/** Narrows the lists by a part of a name or place; works without scripts. */
export function AddresseeSearch({ reply, view }: { reply: DraftView; view: View }) {
  const { t } = view
  return (
    <>
      <FilterForm
        view={view}
        action={view.href(`/petitions/drafts/${reply.id}/addressees`)}
        label={t('petitions.start.addressee.search')}
        submit={t('petitions.start.addressee.search-button')}
        inline
      >
        <TextField
          view={view}
          name="search"
          type="search"
          required={false}
          label={t('petitions.start.addressee.search')}
          value={reply.search ?? ''}
        />
      </FilterForm>
      {reply.search && <p role="status">{t('petitions.start.addressee.found', { count: reply.authorities.length })}</p>}
    </>
  )
}
