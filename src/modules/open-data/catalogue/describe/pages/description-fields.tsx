import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Checkboxes } from '#ui/components/Choices.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { accessRights } from '../../../dataset.ts'
import { LineInLang, TextInLang } from '../../../in-lang.tsx'
import { frequencies } from '../../vocabularies/frequencies.ts'
import { highValueCategories } from '../../vocabularies/high-value.ts'
import { licences } from '../../vocabularies/licences.ts'
import { nameOfCode, type Vocabulary } from '../../vocabularies/names.ts'
import { themes } from '../../vocabularies/themes.ts'
import type { DescriptionView } from '../replies.ts'

interface Props {
  view: View
  form: FormState
  /** What stands there now; null for a new one. */
  now: DescriptionView | null
  places: DescriptionView['places']
}

/** All that a dataset says of itself, in sections; only the Romanian title is needed to begin. */
export function DescriptionFields({ view, form, now, places }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const options = (vocabulary: Vocabulary, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: nameOfCode(t, vocabulary, value) }))
  const chosen = Array.isArray(form.values.themes)
    ? form.values.themes.filter((one) => typeof one === 'string')
    : typeof form.values.themes === 'string'
      ? [form.values.themes]
      : Object.keys(form.values).length > 0
        ? []
        : (now?.themes ?? [])
  return (
    <>
      <Section id="what" title={t('open-data.catalogue.describe.what')}>
        {langs.map((lang) => (
          <LineInLang
            key={lang}
            {...{ view, form, errors, lang }}
            name="title"
            label="title"
            hint={t('open-data.catalogue.describe.title.hint')}
            now={now?.titles}
            needed
          />
        ))}
        {langs.map((lang) => (
          <TextInLang
            key={lang}
            {...{ view, form, errors, lang }}
            name="description"
            label="description"
            hint={t('open-data.catalogue.describe.description.hint')}
            now={now?.descriptions}
            needed={false}
            neededWhen={t('open-data.catalogue.describe.to-publish')}
            rows={lang === 'ro' ? 6 : 3}
            limit={5_000}
          />
        ))}
      </Section>
      <Section id="found-by" title={t('open-data.catalogue.describe.found-by')}>
        <Checkboxes
          view={view}
          name="themes"
          label={t('open-data.catalogue.facet.theme')}
          required={false}
          error={errors?.themes}
          values={chosen}
          choices={options('theme', themes)}
        />
        {langs.map((lang) => (
          <LineInLang
            key={lang}
            {...{ view, form, errors, lang }}
            name="keywords"
            label="keywords"
            hint={t('open-data.catalogue.describe.keywords.hint')}
            now={now?.keywords}
            needed={false}
          />
        ))}
        <PlaceField
          view={view}
          name="place"
          label={t('open-data.catalogue.place')}
          hint={t('open-data.catalogue.describe.place.hint')}
          required={false}
          empty={t('open-data.catalogue.describe.not-said')}
          error={errors?.place}
          value={typed(form, 'place', now?.placeKey ?? '')}
          form={form}
          places={places}
        />
        <DateField
          view={view}
          name="coversFrom"
          label={t('open-data.catalogue.describe.covers-from')}
          required={false}
          error={errors?.coversFrom}
          value={typed(form, 'coversFrom', now?.coversFrom ?? '')}
        />
        <DateField
          view={view}
          name="coversTo"
          label={t('open-data.catalogue.describe.covers-to')}
          required={false}
          error={errors?.coversTo}
          value={typed(form, 'coversTo', now?.coversTo ?? '')}
        />
      </Section>
      <Section id="terms" title={t('open-data.catalogue.describe.terms')}>
        <Select
          view={view}
          name="licence"
          label={t('open-data.catalogue.facet.licence')}
          hint={t('open-data.catalogue.describe.licence.hint')}
          required={false}
          requiredWhen={t('open-data.catalogue.describe.to-publish')}
          empty={t('open-data.catalogue.describe.not-said')}
          error={errors?.licence}
          value={typed(form, 'licence', now?.licence ?? '')}
          options={options('licence', licences)}
        />
        <Select
          view={view}
          name="frequency"
          label={t('open-data.catalogue.facet.frequency')}
          hint={t('open-data.catalogue.describe.frequency.hint')}
          required={false}
          error={errors?.frequency}
          value={typed(form, 'frequency', now?.frequency ?? 'UNKNOWN')}
          options={options('frequency', frequencies)}
        />
        <Select
          view={view}
          name="accessRights"
          label={t('open-data.catalogue.access')}
          hint={t('open-data.catalogue.describe.access.hint')}
          required={false}
          error={errors?.accessRights}
          value={typed(form, 'accessRights', now?.accessRights ?? 'PUBLIC')}
          options={accessRights.map((value) => ({ value, label: t(`open-data.catalogue.access.${value}`) }))}
        />
        <Select
          view={view}
          name="highValue"
          label={t('open-data.catalogue.facet.highValue')}
          hint={t('open-data.catalogue.describe.high-value.hint')}
          required={false}
          empty={t('open-data.catalogue.describe.high-value.none')}
          error={errors?.highValue}
          value={typed(form, 'highValue', now?.highValue ?? '')}
          options={options('high-value', highValueCategories)}
        />
      </Section>
      <Section
        id="contact"
        title={t('open-data.catalogue.contact')}
        note={t('open-data.catalogue.describe.contact.note')}
      >
        <TextField
          view={view}
          name="contactName"
          label={t('open-data.catalogue.describe.contact.name')}
          required={false}
          error={errors?.contactName}
          value={typed(form, 'contactName', now?.contactName ?? '')}
        />
        <EmailField
          view={view}
          name="contactEmail"
          label={t('open-data.catalogue.describe.contact.email')}
          autocomplete="off"
          required={false}
          error={errors?.contactEmail}
          value={typed(form, 'contactEmail', now?.contactEmail ?? '')}
        />
        <TextField
          view={view}
          name="contactUrl"
          type="url"
          label={t('open-data.catalogue.describe.contact.url')}
          required={false}
          error={errors?.contactUrl}
          value={typed(form, 'contactUrl', now?.contactUrl ?? '')}
        />
      </Section>
    </>
  )
}
