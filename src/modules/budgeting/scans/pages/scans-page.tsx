import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { paperCrumbs } from '../../paper/pages/paper-crumbs.ts'
import type { Scan, ScansView } from '../replies.ts'
import { sheetsShown } from './sheets-shown.ts'

interface Props {
  reply: ScansView
  view: View
  form: FormState
}

/** Scans beside a batch of ballots of paper: what is there, who sees it, and more of it. */
export function ScansPage({ reply, view, form }: Props) {
  const { t } = view
  const { process, batch } = reply
  const path = `/work/processes/${process.number}/paper/batches/${batch.id}`
  return (
    <WorkPage
      view={view}
      title={t('budgeting.scans.title')}
      lead={t('budgeting.scans.lead', { days: reply.days })}
      crumbs={[
        ...paperCrumbs(view, process),
        { path, label: `${t('budgeting.paper.batch')} ${batch.position}: ${batch.label}` },
      ]}
      meta={t('budgeting.paper.sheets.count', { count: batch.sheets })}
    >
      <Measure>
        <div class="stack-wide">
          {!reply.maySee && <Notice kind="info" title={t('budgeting.scans.not-yours')} />}
          {reply.items.length === 0 ? <p>{t('budgeting.scans.none')}</p> : <List reply={reply} view={view} />}
          {reply.mayChange ? (
            <Attach reply={reply} view={view} form={form} />
          ) : (
            <p class="soft">{t('budgeting.scans.closed')}</p>
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}

function List({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  return (
    <Table
      caption={t('budgeting.scans.title')}
      captionHidden
      rows={reply.items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'sheets',
          header: t('budgeting.paper.sheets'),
          names: true,
          cell: (scan) => (reply.maySee ? <a href={scan.path}>{sheetsShown(scan, view)}</a> : sheetsShown(scan, view)),
        },
        {
          key: 'type',
          header: t('budgeting.scans.type'),
          cell: ({ picture }) => t(picture ? 'budgeting.scans.picture' : 'budgeting.scans.pdf'),
        },
        ...(reply.mayChange
          ? [
              {
                key: 'remove',
                header: t('budgeting.scans.change'),
                cell: (scan: Scan) => (
                  <a href={view.href(`${scan.path}/removal`)}>
                    {t('budgeting.scans.take-out')}
                    <span class="ds-sr-only">: {sheetsShown(scan, view)}</span>
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Attach({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { process, batch, items } = reply
  const next = Math.max(0, ...items.map(({ last }) => last)) + 1
  return (
    <Section id="attach" title={t('budgeting.scans.attach')} note={t('budgeting.scans.attach.note')}>
      <Form
        view={view}
        action={view.href(`/work/processes/${process.number}/paper/batches/${batch.id}/scans`)}
        errors={errors}
        multipart
      >
        <FileField
          view={view}
          name="scans"
          label={t('budgeting.scans.files')}
          hint={t('budgeting.scans.files.hint')}
          error={errors?.scans}
          accept="application/pdf,image/jpeg,image/png,image/webp"
          multiple
        />
        <TextField
          view={view}
          name="first"
          label={t('budgeting.scans.first')}
          error={errors?.first}
          value={typed(form, 'first', String(next > batch.sheets ? 1 : next))}
          inputmode="numeric"
          short
        />
        <TextField
          view={view}
          name="last"
          label={t('budgeting.scans.last')}
          error={errors?.last}
          value={typed(form, 'last', String(batch.sheets))}
          inputmode="numeric"
          short
        />
        <Button>{t('budgeting.scans.attach.button')}</Button>
      </Form>
    </Section>
  )
}
