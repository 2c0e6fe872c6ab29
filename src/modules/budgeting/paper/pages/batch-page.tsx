import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Details } from '#ui/components/Details.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { ProjectName } from '../../project-name.tsx'
import { AGAINST_RULES } from '../paper.ts'
import type { PaperBatchView } from '../replies.ts'
import { GivenUp } from './given-up.tsx'
import { paperCrumbs } from './paper-crumbs.ts'
import { SheetsField } from './sheets-field.tsx'
import { totalsRows } from './totals-rows.ts'

interface Props {
  reply: PaperBatchView
  view: View
  form: FormState
}

/** One stack of sheets: two officers read it without each other, look at what differs, and sign what it comes to. */
export function BatchPage({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const removing = form.values.reason !== undefined || errors?.reason !== undefined
  const path = `/work/processes/${reply.process.number}/paper/batches/${reply.id}`
  return (
    <WorkPage
      view={view}
      title={`${t('budgeting.paper.batch')} ${reply.position}: ${reply.label}`}
      lead={t(`budgeting.paper.state.${reply.state}.says`)}
      crumbs={paperCrumbs(view, reply.process)}
      meta={`${t(`budgeting.paper.kind.${reply.kind}`)} · ${t('budgeting.paper.sheets.count', { count: reply.sheets })}`}
    >
      <Desk
        decide={<Legend reply={reply} view={view} form={form} errors={removing ? errors : undefined} path={path} />}
      >
        <GivenUp reply={reply} view={view} />
        {reply.differing.length > 0 && (
          <Table
            caption={t('budgeting.paper.differing')}
            rows={reply.differing}
            rowKey={({ sheet }) => sheet}
            columns={[
              {
                key: 'sheet',
                header: t('budgeting.paper.sheet'),
                names: true,
                cell: ({ sheet }) => view.number(sheet),
              },
              {
                key: 'mine',
                header: t('budgeting.paper.mine'),
                cell: ({ mine }) => (mine ? inWords(mine, view) : '—'),
              },
              {
                key: 'others',
                header: t('budgeting.paper.others'),
                cell: ({ others }) => others.map((one) => inWords(one, view)).join(' · '),
              },
            ]}
          />
        )}
        {(reply.may === 'read' || reply.may === 'third' || reply.may === 'correct') && (
          <Form view={view} action={view.href(`${path}/reading`)} errors={removing ? undefined : errors}>
            <p>{t(`budgeting.paper.may.${reply.may}`)}</p>
            <SheetsField view={view} form={form} errors={removing ? undefined : errors} lines={reply.toRead} />
            <Button>{t('budgeting.paper.read.button')}</Button>
          </Form>
        )}
        <p>
          <a href={view.href(`${path}/scans`)}>{t('budgeting.scans.of-batch', { count: reply.scans })}</a>
        </p>
        {reply.totals && (
          <Section id="totals" title={t('budgeting.paper.totals')}>
            <SummaryList view={view} rows={totalsRows(reply.totals, view)} />
          </Section>
        )}
        {reply.may === 'sign' && (
          <Form view={view} action={view.href(`${path}/signature`)} errors={removing ? undefined : errors}>
            <p>{t('budgeting.paper.sign.text')}</p>
            <Button>{t('budgeting.paper.sign.button')}</Button>
          </Form>
        )}
        {reply.may === null && reply.state !== 'counted' && reply.cancelled === null && (
          <Notice
            kind="info"
            title={t(reply.signed ? 'budgeting.paper.waits.signature' : 'budgeting.paper.waits.reader')}
          />
        )}
      </Desk>
    </WorkPage>
  )
}

/** A choice against the rules has no sign of its own that one could type. */
const inWords = (typed: string, { t }: View) =>
  typed === AGAINST_RULES ? t('budgeting.paper.invalid.against-rules') : typed

function Legend({ reply, view, form, errors, path }: Props & { errors: Errors | undefined; path: string }) {
  const { t } = view
  return (
    <>
      <Section id="numbers" title={t('budgeting.vote.projects')}>
        <ul class="plain-list">
          {reply.projects.map((project) => (
            <li key={project.number}>
              <strong>{project.number}</strong> <ProjectName project={project} />
            </li>
          ))}
        </ul>
      </Section>
      {reply.state !== 'counted' && reply.cancelled === null && (
        <Details summary={t('budgeting.paper.remove')} open={errors !== undefined}>
          <Form view={view} action={view.href(`${path}/removal`)} errors={errors} scope="removal">
            <TextArea
              view={view}
              name="reason"
              label={t('budgeting.paper.remove.reason')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('budgeting.paper.remove.button')}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}
