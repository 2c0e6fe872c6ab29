import type { ComponentChildren } from 'preact'
import { LangField } from '#commons/people/lang-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, typed } from '#ui/form-state.ts'
import type { CaseView } from '../replies.ts'
import { AnswerFields, type FieldsProps, FollowUpFields, keyOf, OutcomeField } from './answer-fields.tsx'

interface Props {
  reply: CaseView
  view: View
  form: FormState
}

const untouched = (form: FormState): FormState => ({ values: {}, errors: [], key: form.key })

/** What an officer may do with the case now. The form that failed comes back open, with what was typed. */
export function CaseForms({ reply, view, form }: Props) {
  const failed = typed(form, 'act')
  return (
    <>
      {reply.may.map((one) => {
        const { path, files, fields } = acts[one]
        const state = failed === path ? form : untouched(form)
        const errors = errorsOf(state, view)
        return (
          <Details
            key={one}
            summary={view.t(`petitions.answering.act.${one}`)}
            open={failed === path || (failed === '' && one === reply.may[0])}
          >
            <Form
              view={view}
              action={view.href(`/work/cases/${reply.id}/${path}`)}
              errors={errors}
              hidden={{ ...keyOf(form, path), act: path }}
              scope={path}
              multipart={files}
            >
              {fields({ view, form: state, errors }, reply)}
              <Button>{view.t(`petitions.answering.do.${one}`)}</Button>
            </Form>
          </Details>
        )
      })}
    </>
  )
}

type Act = CaseView['may'][number]

/** Last part of the address that an act is posted to; its form carries it, so that a failed one is found again. */
export function actPath(act: Act): string {
  return acts[act].path
}

const acts: Record<
  Act,
  { path: string; files?: boolean; fields: (props: FieldsProps, reply: CaseView) => ComponentChildren }
> = {
  register: { path: 'registration', fields: (props, reply) => <Registration {...props} reply={reply} /> },
  askToMend: { path: 'defects', fields: (props) => <Defects {...props} /> },
  extend: { path: 'extension', fields: (props) => <Extension {...props} /> },
  redirect: { path: 'redirection', fields: (props, reply) => <Redirection {...props} reply={reply} /> },
  answer: {
    path: 'answer',
    files: true,
    fields: (props) => (
      <>
        <OutcomeField {...props} />
        <AnswerFields {...props} />
      </>
    ),
  },
  leaveUnexamined: { path: 'unexamined', files: true, fields: (props) => <AnswerFields {...props} /> },
  correct: {
    path: 'correction',
    files: true,
    fields: (props) => (
      <>
        <Area {...props} name="correction" label="petitions.answering.answer.correction" />
        <AnswerFields {...props} />
      </>
    ),
  },
  followUp: {
    path: 'follow-up',
    files: true,
    fields: (props, reply) => <FollowUpFields {...props} today={reply.today} />,
  },
  hearing: {
    path: 'hearing',
    files: true,
    fields: (props, reply) => <FollowUpFields {...props} today={reply.today} />,
  },
  finish: { path: 'completion', fields: ({ view }) => <p>{view.t('petitions.answering.finish-text')}</p> },
}

function Registration({ view, form, errors, reply }: FieldsProps & { reply: CaseView }) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <TextField {...field('incomingNumber')} label={t('petitions.answering.register.number')} short />
      <Select
        {...field('responsible')}
        label={t('petitions.answering.register.responsible')}
        required={false}
        empty={t('petitions.answering.register.me')}
        options={reply.officers.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  )
}

function Defects(props: FieldsProps) {
  const { view, form, errors } = props
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <Area {...props} name="text" label="petitions.answering.defects.text" hint="petitions.answering.defects.hint" />
      <TextField {...field('days', '10')} label={t('petitions.answering.defects.days')} inputmode="numeric" short />
    </>
  )
}

function Extension(props: FieldsProps) {
  const { view, form, errors } = props
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <Area {...props} name="reason" label="petitions.answering.extend.reason" hint="petitions.answering.extend.hint" />
      <TextField
        {...field('days')}
        label={t('petitions.answering.extend.days')}
        hint={t('petitions.answering.extend.days-hint')}
        required={false}
        inputmode="numeric"
        short
      />
    </>
  )
}

function Redirection(props: FieldsProps & { reply: CaseView }) {
  const { view, form, errors, reply } = props
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      {reply.redirectUntil && <p>{t('petitions.answering.redirect.until', { day: view.date(reply.redirectUntil) })}</p>}
      <Select
        {...field('authority')}
        label={t('petitions.answering.redirect.authority')}
        empty={t('petitions.answering.redirect.choose')}
        options={reply.authorities.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Area {...props} name="reason" label="petitions.answering.redirect.reason" />
      <LangField view={view} form={form} errors={errors} label={t('petitions.answering.answer.lang')} />
    </>
  )
}

function Area({
  view,
  form,
  errors,
  name,
  label,
  hint,
}: FieldsProps & { name: string; label: AreaKey; hint?: AreaKey }) {
  return <TextArea {...fieldsOf({ view, form, errors })(name)} label={view.t(label)} hint={hint && view.t(hint)} />
}

type AreaKey =
  `petitions.answering.${'defects.text' | 'defects.hint' | 'extend.reason' | 'extend.hint' | 'redirect.reason' | 'answer.correction'}`
