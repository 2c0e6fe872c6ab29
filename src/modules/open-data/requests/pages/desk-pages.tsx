import type { ComponentChildren } from 'preact'
import { LangField } from '#commons/people/lang-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Details } from '#ui/components/Details.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { ErrorSummary, type Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { StateFilter } from '../../state-filter.tsx'
import type { DeskRequestView, RequestList } from '../replies.ts'
import { refusalGrounds, requestOutcomes, requestStates } from '../request.ts'
import { AnswerSection, AskedSection, RequestPill, Term, TermSection } from './request-parts.tsx'

const DESK = '/work/data-requests'

/** Requests to an officer's institution. */
export function DeskRequestsPage({ reply, view }: { reply: RequestList; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('open-data.requests.desk')}
      lead={t('open-data.requests.desk.lead')}
      reply={reply}
      filters={{ state: reply.state }}
      empty={{ title: t('open-data.requests.desk.none') }}
      rowKey={({ number }) => number}
      href={({ number }) => view.href(`${DESK}/${number}`)}
      title={({ number, kind }) =>
        t('open-data.requests.title-of', { number, kind: t(`open-data.requests.kind.${kind}`) })
      }
      titleHeader={t('open-data.requests.act-subject')}
      columns={[
        {
          key: 'institution',
          header: t('open-data.catalogue.facet.institution'),
          cell: ({ institution }) => institution.name,
        },
        {
          key: 'state',
          header: t('open-data.wishes.state'),
          cell: (item) => <RequestPill item={item} view={view} />,
        },
        {
          key: 'term',
          header: t('open-data.requests.term'),
          cell: ({ term }) => (term ? <Term term={term} view={view} /> : '—'),
        },
        {
          key: 'day',
          header: t('open-data.requests.sent'),
          unbroken: true,
          cell: ({ sentAt }) => view.date(sentAt, 'short'),
        },
      ]}
    >
      <StateFilter
        view={view}
        label={t('open-data.requests.find')}
        state={reply.state}
        options={requestStates.map((value) => ({ value, label: t(`open-data.requests.state.${value}`) }))}
      />
    </WorkQueuePage>
  )
}

interface Props {
  reply: DeskRequestView
  view: View
  form: FormState
}

/** What was asked, by whom, until when; and beside it what can be done now. */
export function DeskRequestPage({ reply, view, form }: Props) {
  const { t } = view
  const { number } = reply
  return (
    <WorkPage
      view={view}
      title={t('open-data.requests.number', { number })}
      meta={dotted([
        t(`open-data.requests.kind.${reply.kind}`),
        reply.institution.name,
        t('open-data.requests.sent-on', { day: view.date(reply.sentAt) }),
        reply.incomingNumber && t('open-data.requests.incoming', { number: reply.incomingNumber }),
      ])}
      crumbs={[{ path: DESK, label: t('open-data.requests.desk') }]}
    >
      <Desk decide={<Acts reply={reply} view={view} form={form} />}>
        <p>
          <RequestPill item={reply} view={view} />
        </p>
        <TermSection reply={reply} view={view} />
        <AskedSection reply={reply} view={view} />
        <p class="soft">{t('open-data.requests.reading')}</p>
        <AnswerSection reply={reply} view={view} files={`${DESK}/${number}/files`} />
        {reply.published && (
          <p>
            <a href={view.href(`/data/requests/${number}`)}>{t('open-data.requests.public-page')}</a>
          </p>
        )}
      </Desk>
    </WorkPage>
  )
}

type Act = DeskRequestView['may'][number]
interface FieldsProps extends Props {
  errors: Errors | undefined
}

interface ActForm {
  path: string
  files?: boolean
  fields: (props: FieldsProps) => ComponentChildren
  /** What its fields are called where the summary of errors is. */
  names?: (t: View['t']) => Record<string, string>
}

const acts: Record<Act, ActForm> = {
  register: { path: 'registration', fields: (props) => <Registration {...props} /> },
  answer: {
    path: 'answer',
    files: true,
    fields: (props) => <Answer {...props} />,
    names: (t) => ({
      text: t('open-data.requests.answer.text'),
      ground: t('open-data.requests.ground'),
      groundText: t('open-data.requests.ground-text'),
      outgoingNumber: t('open-data.requests.outgoing-number'),
      files: t('open-data.requests.files'),
    }),
  },
  extend: { path: 'extension', fields: (props) => <Extension {...props} /> },
  publish: {
    path: 'publication',
    fields: (props) => <Publication {...props} />,
    names: (t) => ({
      title: t('open-data.requests.publish.title'),
      question: t('open-data.requests.publish.question'),
      answer: t('open-data.requests.publish.answer'),
    }),
  },
  'take-back': { path: 'taking-back', fields: (props) => <TakingBack {...props} /> },
}

/** The form that failed comes back open, with what was typed; one that is no longer here says what stood in the way. */
function Acts({ reply, view, form }: Props) {
  const failed = typed(form, 'act')
  const placed = reply.may.some((one) => acts[one].path === failed)
  return (
    <>
      {!placed && <ErrorSummary view={view} errors={errorsOf(form, view)} />}
      {reply.may.map((one) => {
        const { path, files, fields, names } = acts[one]
        const state: FormState = failed === path ? form : { values: {}, errors: [], key: form.key }
        const errors = errorsOf(state, view)
        return (
          <Details
            key={one}
            summary={view.t(`open-data.requests.do.${one}`)}
            open={failed === path || (failed === '' && one === reply.may[0])}
          >
            <Form
              view={view}
              action={view.href(`${DESK}/${reply.number}/${path}`)}
              errors={errors}
              names={names?.(view.t)}
              hidden={{ 'idempotency-key': `${form.key.split('.')[0]}.${path}`, act: path }}
              scope={path}
              multipart={files}
            >
              {fields({ reply, view, form: state, errors })}
              <Button kind={one === 'take-back' ? 'danger' : 'main'}>{view.t(`open-data.requests.do.${one}`)}</Button>
            </Form>
          </Details>
        )
      })}
    </>
  )
}

function Registration({ view, form, errors }: FieldsProps) {
  return (
    <TextField
      view={view}
      name="incomingNumber"
      label={view.t('open-data.requests.incoming-number')}
      hint={view.t('open-data.requests.incoming-number.hint')}
      error={errors?.incomingNumber}
      value={typed(form, 'incomingNumber')}
    />
  )
}

function Extension({ reply, view, form, errors }: FieldsProps) {
  return (
    <>
      <TextArea
        view={view}
        name="reason"
        label={view.t('open-data.requests.extend.reason', { days: reply.extendDays })}
        hint={view.t('open-data.requests.extend.hint')}
        error={errors?.reason}
        value={typed(form, 'reason')}
        rows={4}
        limit={2_000}
      />
      <LangField view={view} form={form} errors={errors} label={view.t('open-data.wishes.lang')} />
    </>
  )
}

function Answer({ view, form, errors }: FieldsProps) {
  const { t } = view
  return (
    <>
      <Radios
        view={view}
        name="outcome"
        label={t('open-data.requests.outcome')}
        error={errors?.outcome}
        value={typed(form, 'outcome') || undefined}
        choices={requestOutcomes.map((value) => ({ value, label: t(`open-data.requests.outcome.${value}`) }))}
      />
      <TextArea
        view={view}
        name="text"
        label={t('open-data.requests.answer.text')}
        hint={t('open-data.requests.answer.hint')}
        error={errors?.text}
        value={typed(form, 'text')}
        rows={8}
        limit={20_000}
      />
      <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
      <Select
        view={view}
        name="ground"
        label={t('open-data.requests.ground')}
        required={false}
        requiredWhen={t('open-data.requests.ground.when')}
        error={errors?.ground}
        empty={t('open-data.requests.ground.choose')}
        value={typed(form, 'ground')}
        options={refusalGrounds.map((value) => ({ value, label: t(`open-data.requests.ground.${value}`) }))}
      />
      <TextField
        view={view}
        name="groundText"
        label={t('open-data.requests.ground-text')}
        required={false}
        requiredWhen={t('open-data.requests.ground.when')}
        error={errors?.groundText}
        value={typed(form, 'groundText')}
      />
      <TextField
        view={view}
        name="outgoingNumber"
        label={t('open-data.requests.outgoing-number')}
        required={false}
        error={errors?.outgoingNumber}
        value={typed(form, 'outgoingNumber')}
      />
      <FileField
        view={view}
        name="files"
        label={t('open-data.requests.files')}
        hint={t('open-data.requests.files.hint')}
        required={false}
        error={errors?.files}
        accept="application/pdf,image/jpeg,image/png,image/webp"
        multiple
      />
    </>
  )
}

function Publication({ reply, view, form, errors }: FieldsProps) {
  const { t } = view
  const { publication } = reply
  return (
    <>
      <p>{t('open-data.requests.publish.note')}</p>
      <TextField
        view={view}
        name="title"
        label={t('open-data.requests.publish.title')}
        error={errors?.title}
        value={typed(form, 'title', publication?.title ?? '')}
      />
      <TextArea
        view={view}
        name="question"
        label={t('open-data.requests.publish.question')}
        error={errors?.question}
        value={typed(form, 'question', publication?.question ?? '')}
        rows={4}
        limit={2_000}
      />
      <TextArea
        view={view}
        name="answer"
        label={t('open-data.requests.publish.answer')}
        error={errors?.answer}
        value={typed(form, 'answer', publication?.answer ?? '')}
        rows={8}
        limit={20_000}
      />
      <LangField
        view={view}
        form={form}
        errors={errors}
        label={t('open-data.wishes.lang')}
        now={publication?.lang ?? reply.answer?.lang}
      />
      {(reply.answer?.files.length ?? 0) > 0 && (
        <Checkbox
          view={view}
          name="withFiles"
          label={t('open-data.requests.publish.files')}
          error={errors?.withFiles}
          checked={ticked(form, 'withFiles', publication?.withFiles ?? false)}
        />
      )}
    </>
  )
}

function TakingBack({ view, form, errors }: FieldsProps) {
  return (
    <>
      <TextArea
        view={view}
        name="reason"
        label={view.t('open-data.requests.take-back.reason')}
        hint={view.t('open-data.requests.take-back.hint')}
        error={errors?.reason}
        value={typed(form, 'reason')}
        rows={3}
        limit={500}
      />
      <LangField view={view} form={form} errors={errors} label={view.t('open-data.wishes.lang')} />
    </>
  )
}
