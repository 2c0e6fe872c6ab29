import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Fieldset } from '#ui/components/Fieldset.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { InstitutionField } from '../../catalogue/describe/pages/institution-field.tsx'
import { LineInLang, TextInLang } from '../../in-lang.tsx'
import { closedReasons, openness } from '../holding.ts'
import type { HoldingDesk } from '../replies.ts'

interface Props {
  reply: HoldingDesk
  view: View
  form: FormState
}

const DESK = '/work/data-inventory'

/** Writes something that the institution holds into its inventory, or changes what stands there. */
export function HoldingDeskPage({ reply, view, form }: Props) {
  const { t } = view
  const { holding } = reply
  const action = view.href(holding ? `${DESK}/${holding.id}` : `${DESK}/new`)
  const returned = view.returned?.action.endsWith('/removal') ? undefined : errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t(holding ? 'open-data.inventory.change' : 'open-data.inventory.new')}
      lead={t('open-data.inventory.new.lead')}
      crumbs={[{ path: DESK, label: t('open-data.inventory.desk') }]}
    >
      <Measure>
        <Form view={view} action={action} errors={returned} hidden={holding ? {} : { 'idempotency-key': form.key }}>
          {!holding && <InstitutionField view={view} form={form} errors={returned} institutions={reply.institutions} />}
          <What reply={reply} view={view} form={form} />
          <Radios
            view={view}
            name="openness"
            label={t('open-data.inventory.openness')}
            error={returned?.openness}
            value={typed(form, 'openness', holding?.openness ?? '')}
            choices={openness.map((value) => ({
              value,
              label: t(`open-data.inventory.${value}`),
              hint: t(`open-data.inventory.${value}.hint`),
            }))}
          />
          <WhenOpen reply={reply} view={view} form={form} />
          <WhenClosed reply={reply} view={view} form={form} />
          <TextField
            view={view}
            name="registerUrl"
            type="url"
            label={t('open-data.inventory.register')}
            hint={t('open-data.inventory.register.hint')}
            required={false}
            error={returned?.registerUrl}
            value={typed(form, 'registerUrl', holding?.registerUrl ?? '')}
          />
          <Button>{t('open-data.inventory.save')}</Button>
        </Form>
        {holding && (
          <Details summary={t('open-data.inventory.remove')}>
            <p>{t('open-data.inventory.remove.note')}</p>
            <Form view={view} action={`${action}/removal`} errors={undefined} scope="removal">
              <Button kind="danger">{t('open-data.inventory.remove')}</Button>
            </Form>
          </Details>
        )}
      </Measure>
    </WorkPage>
  )
}

function What({ reply: { holding }, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const others = langs.filter((lang) => lang !== 'ro')
  const title = { view, form, errors, name: 'title', label: 'title', now: holding?.titles } as const
  const about = { view, form, errors, name: 'about', label: 'description', now: holding?.abouts } as const
  const aboutIn = (lang: Lang) => (
    <TextInLang key={`about-${lang}`} {...about} lang={lang} needed={false} rows={3} limit={2_000} />
  )
  const steward = { holding, view, form, of: 'steward' } as const
  const titleIn = (lang: Lang) => (
    <LineInLang key={`title-${lang}`} {...title} lang={lang} needed hint={t('open-data.inventory.title.hint')} />
  )
  return (
    <>
      {titleIn('ro')}
      {aboutIn('ro')}
      <Details summary={t('open-data.inventory.other-languages')} open={errors !== undefined}>
        {others.flatMap((lang) => [titleIn(lang), aboutIn(lang)])}
        <WordsIn lang="ru" {...steward} />
        <WordsIn lang="en" {...steward} />
      </Details>
      <TextField
        view={view}
        name="steward"
        label={t('open-data.inventory.steward')}
        hint={t('open-data.inventory.steward.hint')}
        lang="ro"
        error={errors?.steward}
        value={typed(form, 'steward', holding?.stewards.ro ?? '')}
      />
    </>
  )
}

interface WordsProps extends Omit<Props, 'reply'> {
  holding: HoldingDesk['holding']
  of: 'steward' | 'legal-basis'
  lang: 'ru' | 'en'
}

/** The office, or the law, in another language than Romanian. */
function WordsIn({ holding, view, form, of, lang }: WordsProps) {
  const name = `${of === 'steward' ? 'steward' : 'legalBasis'}${lang === 'ru' ? 'Ru' : 'En'}`
  const now = of === 'steward' ? holding?.stewards : holding?.legalBases
  return (
    <TextField
      view={view}
      name={name}
      label={view.t(`open-data.inventory.${of}.${lang}`)}
      lang={lang}
      required={false}
      error={errorsOf(form, view)?.[name]}
      value={typed(form, name, now?.[lang] ?? '')}
    />
  )
}

function WhenOpen({ reply: { holding, datasets }, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Fieldset view={view} id="when-open" legend={t('open-data.inventory.when-open')} required>
      <DateField
        view={view}
        name="dueOn"
        label={t('open-data.inventory.due-on')}
        hint={t('open-data.inventory.due-on.hint')}
        required={false}
        error={errors?.dueOn}
        value={typed(form, 'dueOn', holding?.dueOn ?? '')}
      />
      <Select
        view={view}
        name="dataset"
        label={t('open-data.inventory.dataset')}
        hint={t('open-data.inventory.dataset.hint')}
        required={false}
        empty={t('open-data.inventory.dataset.none')}
        error={errors?.dataset}
        value={typed(form, 'dataset', holding?.dataset ?? '')}
        options={datasets.map(({ name, title }) => ({ value: name, label: title }))}
      />
    </Fieldset>
  )
}

function WhenClosed({ reply: { holding }, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const law = { holding, view, form, of: 'legal-basis' } as const
  return (
    <Fieldset view={view} id="when-closed" legend={t('open-data.inventory.when-closed')} required>
      <Select
        view={view}
        name="reason"
        label={t('open-data.inventory.why')}
        required={false}
        requiredWhen={ifChosen(view, [t('open-data.inventory.closed')])}
        empty={t('open-data.inventory.choose')}
        error={errors?.reason}
        value={typed(form, 'reason', holding?.reason ?? '')}
        options={closedReasons.map((value) => ({ value, label: t(`open-data.inventory.reason.${value}`) }))}
      />
      <TextField
        view={view}
        name="legalBasis"
        label={t('open-data.inventory.legal-basis')}
        requiredWhen={ifChosen(view, [t('open-data.inventory.closed')])}
        hint={t('open-data.inventory.legal-basis.hint')}
        required={false}
        lang="ro"
        error={errors?.legalBasis}
        value={typed(form, 'legalBasis', holding?.legalBases.ro ?? '')}
      />
      <Details summary={t('open-data.inventory.legal-basis.others')} open={errors !== undefined}>
        <WordsIn lang="ru" {...law} />
        <WordsIn lang="en" {...law} />
      </Details>
    </Fieldset>
  )
}
