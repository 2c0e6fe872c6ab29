import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { ScansOfSheet } from '../../scans/pages/scans-of-sheet.tsx'
import { nameOfSheet } from '../recheck.ts'
import type { RecheckView } from '../replies.ts'
import { paperCrumbs } from './paper-crumbs.ts'
import { recheckFound } from './recheck-found.ts'
import { SheetsField } from './sheets-field.tsx'

/** Sheets that the lot drew, to be read once more. */
export function RecheckPage({ reply, view, form }: { reply: RecheckView; view: View; form: FormState }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('budgeting.paper.recheck')}
      lead={t('budgeting.paper.recheck.lead')}
      crumbs={paperCrumbs(view, reply.process)}
    >
      <Measure>
        <div class="stack-wide">
          {reply.done ? (
            <Notice kind="success" title={recheckFound(reply.done, view)} />
          ) : (
            <>
              <ul>
                {reply.sheets.map(({ batch, label, sheet, scans }) => (
                  <li key={nameOfSheet({ batch, sheet })}>
                    {t('budgeting.paper.recheck.sheet', { name: nameOfSheet({ batch, sheet }), batch, label, sheet })}
                    <ScansOfSheet scans={scans} view={view} />
                  </li>
                ))}
              </ul>
              <Form
                view={view}
                action={view.href(`/work/processes/${reply.process.number}/paper/recheck`)}
                errors={errorsOf(form, view)}
              >
                <SheetsField
                  view={view}
                  form={form}
                  errors={errorsOf(form, view)}
                  lines={reply.sheets.map(nameOfSheet)}
                />
                <Button>{t('budgeting.paper.recheck.button')}</Button>
              </Form>
            </>
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}
