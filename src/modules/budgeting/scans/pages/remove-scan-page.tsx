import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { paperCrumbs } from '../../paper/pages/paper-crumbs.ts'
import type { ScanToRemove } from '../replies.ts'
import { sheetsShown } from './sheets-shown.ts'

/** A scan that shows something else than it should. */
export function RemoveScanPage({ reply, view, form }: { reply: ScanToRemove; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { process, batch, scan } = reply
  const path = `/work/processes/${process.number}/paper/batches/${batch.id}/scans`
  return (
    <WorkPage
      view={view}
      title={t('budgeting.scans.remove')}
      lead={t('budgeting.scans.remove.lead')}
      crumbs={[...paperCrumbs(view, process), { path, label: t('budgeting.scans.title') }]}
      meta={`${t('budgeting.paper.batch')} ${batch.position}: ${batch.label} · ${sheetsShown(scan, view)}`}
    >
      <Measure>
        {reply.mayChange ? (
          <Form view={view} action={view.href(`${scan.path}/removal`)} errors={errors}>
            <TextArea
              view={view}
              name="reason"
              label={t('budgeting.scans.remove.reason')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('budgeting.scans.remove.button')}</Button>
          </Form>
        ) : (
          <Notice kind="info" title={t('budgeting.scans.closed')} />
        )}
      </Measure>
    </WorkPage>
  )
}
