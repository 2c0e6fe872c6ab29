import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { petitionPath } from '../../petition.ts'
import type { PaperBatchView } from '../replies.ts'
import { batchTone } from './batch-tone.ts'
import { FindingFields } from './finding-fields.tsx'

interface Props {
  reply: PaperBatchView
  view: View
  form: FormState
}

/** One delivery of sheets: its scans, what was counted, and what the viewer may do about it. */
export function BatchPage({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Page view={view} title={t('petitions.paper.batch')} noindex>
      <Wrap>
        <WorkCrumbs view={view} crumbs={[{ path: '/work/paper', label: t('petitions.paper.title') }]} />
        <Desk decide={<Decisions reply={reply} view={view} form={form} errors={errors} />}>
          <Heading
            title={t('petitions.paper.batch')}
            state={<Pill tone={batchTone(reply.state)}>{t(`petitions.paper.state.${reply.state}`)}</Pill>}
            lead={t(`petitions.paper.lead.${reply.state}`)}
          />
          <Alike reply={reply} view={view} />
          <SummaryList view={view} rows={factsOf(reply, view)} />
          <Section id="scans" title={t('petitions.paper.scans')} note={t('petitions.paper.scans.private')}>
            {reply.scans.length === 0 ? (
              <p>{t('petitions.paper.scans.deleted')}</p>
            ) : (
              <ul>
                {reply.scans.map(({ id, position }) => (
                  <li key={id}>
                    <a href={`/work/paper/batches/${reply.id}/scans/${id}`}>
                      {t('petitions.paper.scan', { position })}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {reply.counts.length > 0 && <Counts reply={reply} view={view} />}
        </Desk>
      </Wrap>
    </Page>
  )
}

/** A person decides: two deliveries of one day can have the same number of sheets. */
function Alike({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  if (reply.alike.length === 0) return null
  return (
    <Notice kind="warning" title={t('petitions.paper.alike')}>
      <ul>
        {reply.alike.map(({ id, because, state, authority, receivedOn, sheets }) => {
          const text = t(`petitions.paper.alike.${because}`, {
            authority,
            received: view.date(receivedOn),
            sheets,
            state: t(`petitions.paper.state.${state}`),
          })
          return <li key={text}>{id ? <a href={view.href(`/work/paper/batches/${id}`)}>{text}</a> : text}</li>
        })}
      </ul>
      <p>{t('petitions.paper.alike.what')}</p>
    </Notice>
  )
}

function factsOf(reply: PaperBatchView, view: View): SummaryRow[] {
  const { t } = view
  return [
    {
      question: t('petitions.petition'),
      answer: <a href={view.href(petitionPath(reply.petition))}>{reply.petition.title}</a>,
      lang: reply.petition.lang,
    },
    { question: t('petitions.paper.authority'), answer: reply.authority.name },
    { question: t('petitions.paper.received'), answer: view.date(reply.receivedOn) },
    { question: t('petitions.paper.sheets'), answer: view.number(reply.sheets) },
    ...(reply.signatures === null
      ? []
      : [{ question: t('petitions.paper.signatures'), answer: view.number(reply.signatures) }]),
    ...(reply.reason === null ? [] : [{ question: t('petitions.paper.reason'), answer: reply.reason }]),
  ]
}

function Counts({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  return (
    <Section id="counts" title={t('petitions.paper.counts')}>
      <Table
        caption={t('petitions.paper.counts')}
        captionHidden
        rows={reply.counts}
        rowKey={(row) => row.countedAt + row.by}
        columns={[
          {
            key: 'by',
            header: t('petitions.paper.counted-by'),
            names: true,
            cell: (row) => (row.mine ? t('petitions.paper.mine') : row.by),
          },
          {
            key: 'at',
            header: t('petitions.paper.counted-at'),
            cell: (row) =>
              row.corrected
                ? t('petitions.paper.corrected', { time: view.dateTime(row.countedAt) })
                : view.dateTime(row.countedAt),
          },
          {
            key: 'units',
            header: t('petitions.unit'),
            cell: (row) =>
              row.units?.map(({ name, signatures }) => `${name} ${view.number(signatures)}`).join(', ') ?? '—',
          },
          {
            key: 'signatures',
            header: t('petitions.paper.signatures'),
            numeric: true,
            cell: (row) => view.number(row.signatures),
          },
        ]}
      />
    </Section>
  )
}

function Decisions({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  const path = `/work/paper/batches/${reply.id}`
  const shared = { view, form, errors }
  // Which of the forms came back is known by its field.
  const isReason = 'reason' in form.values || errors?.reason !== undefined
  return (
    <>
      {reply.mayCount && (
        <Section
          id="count"
          title={t(`petitions.paper.count.${reply.mayCount}`)}
          note={t(`petitions.paper.count.${reply.mayCount}.note`)}
        >
          <Form
            view={view}
            action={view.href(`${path}/count`)}
            errors={isReason ? undefined : errors}
            hidden={keyOf(form, 'count')}
          >
            <FindingFields {...shared} />
            <Button>{t('petitions.paper.count.button')}</Button>
          </Form>
        </Section>
      )}
      {reply.mayReject && <ReasonForm {...shared} path={`${path}/rejection`} name="reject" shown={isReason} />}
      {reply.mayEnd && <ReasonForm {...shared} path={`${path}/end`} name="end" shown />}
    </>
  )
}

interface ReasonProps {
  view: View
  form: FormState
  errors: Errors | undefined
  path: string
  name: 'reject' | 'end'
  /** Whether errors of the page are this form's. */
  shown: boolean
}

function ReasonForm({ view, form, errors, path, name, shown }: ReasonProps) {
  const { t } = view
  return (
    <Section id={name} title={t(`petitions.paper.${name}`)} note={t(`petitions.paper.${name}.note`)}>
      <Form view={view} action={view.href(path)} errors={shown ? errors : undefined} hidden={keyOf(form, name)}>
        <TextArea
          view={view}
          name="reason"
          label={t('petitions.paper.reason')}
          error={errors?.reason}
          value={typed(form, 'reason')}
          rows={3}
          limit={1_000}
        />
        <Button kind="danger">{t(`petitions.paper.${name}.button`)}</Button>
      </Form>
    </Section>
  )
}

/** One key for the page, one name a form. */
function keyOf(form: FormState, name: string) {
  return { 'idempotency-key': `${form.key.split('.')[0]}.${name}` }
}
