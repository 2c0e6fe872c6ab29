import { PlaceField } from '#commons/places/place-field.tsx'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Radios } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'
import { WHY_MAX } from '../text-fields.ts'
import { starters } from './answers.ts'
import { AddresseesQuestion } from './question-addressees.tsx'
import type { StepProps } from './step-page.tsx'

export type QuestionProps = StepProps & { errors: Errors | undefined }

/** The fields of a question, the label of the first being the heading of the page. */
export function Question(props: QuestionProps) {
  const Fields = fieldsAt[props.reply.step as keyof typeof fieldsAt]
  return <Fields {...props} />
}

const fieldsAt = {
  title: TitleQuestion,
  why: WhyQuestion,
  addressees: AddresseesQuestion,
  place: PlaceQuestion,
  language: LanguageQuestion,
  starter: StarterQuestion,
  organisation: OrganisationQuestion,
}

/** What a text field needs: what was typed just now, else what the draft holds. */
export function fieldOf({ reply, view, form, errors }: QuestionProps, name: string) {
  return fieldsOf({ view, form, errors })(name, reply.answers[name])
}

function TitleQuestion(props: QuestionProps) {
  const { t } = props.view
  return (
    <TextField
      {...fieldOf(props, 'title')}
      big
      label={t('petitions.start.title')}
      hint={t('petitions.start.title.hint')}
    />
  )
}

function WhyQuestion(props: QuestionProps) {
  const { t } = props.view
  return (
    <>
      <TextArea
        {...fieldOf(props, 'why')}
        big
        label={t('petitions.start.why')}
        hint={t('petitions.start.why.hint')}
        rows={14}
        limit={WHY_MAX}
      />
      <MarkdownHelp view={props.view} />
    </>
  )
}

export function MarkdownHelp({ view }: { view: View }) {
  const { t } = view
  return (
    <Details summary={t('petitions.start.markdown')}>
      <ul>
        {(['paragraph', 'bold', 'list', 'link', 'heading', 'quote'] as const).map((name) => (
          <li key={name}>{t(`petitions.start.markdown.${name}`)}</li>
        ))}
      </ul>
    </Details>
  )
}

function PlaceQuestion(props: QuestionProps) {
  const { reply, view } = props
  const { t } = view
  return (
    <>
      <h1>{t('petitions.start.step.place')}</h1>
      <PlaceField
        {...fieldOf(props, 'place')}
        label={t('petitions.start.place')}
        hint={t('petitions.start.place.hint')}
        form={props.form}
        places={reply.places}
        first={[{ value: 'md', label: t('petitions.start.place.country') }]}
      />
      <Select
        {...fieldOf(props, 'topic')}
        label={t('petitions.start.topic')}
        empty={t('petitions.start.topic.choose')}
        options={reply.topics.map((topic) => ({ value: topic, label: t(`petitions.topic.${topic}`) }))}
      />
    </>
  )
}

function LanguageQuestion(props: QuestionProps) {
  const { view } = props
  const { t } = view
  const field = fieldOf(props, 'language')
  return (
    <Radios
      {...field}
      value={field.value || view.lang}
      big
      label={t('petitions.start.language')}
      hint={t('petitions.start.language.hint')}
      choices={langs.map((value) => ({ value, label: <span lang={value}>{t(`people.lang.${value}`)}</span> }))}
    />
  )
}

function StarterQuestion(props: QuestionProps) {
  const { t } = props.view
  return (
    <>
      <Radios
        {...fieldOf(props, 'starter')}
        big
        label={t('petitions.start.starter')}
        hint={t('petitions.start.starter.hint')}
        choices={starters.map((value) => ({
          value,
          label: t(`petitions.start.starter.${value}`),
          hint: t(`petitions.start.starter.${value}.hint`),
        }))}
      />
      <TextField
        {...fieldOf(props, 'name')}
        label={t('petitions.name')}
        required={false}
        requiredWhen={ifChosen(props.view, [t('petitions.start.starter.named')])}
        autocomplete="name"
      />
    </>
  )
}

function OrganisationQuestion(props: QuestionProps) {
  const { t } = props.view
  return (
    <>
      <h1>{t('petitions.start.step.organisation')}</h1>
      <TextField
        {...fieldOf(props, 'organisation')}
        label={t('petitions.start.organisation')}
        autocomplete="organization"
      />
      <TextField
        {...fieldOf(props, 'idno')}
        label={t('petitions.start.idno')}
        hint={t('petitions.start.idno.hint')}
        inputmode="numeric"
        short
      />
      <TextArea
        {...fieldOf(props, 'mandate')}
        label={t('petitions.start.mandate')}
        hint={t('petitions.start.mandate.hint')}
        rows={3}
        limit={300}
      />
    </>
  )
}
