import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { RehearsalFormView } from '../replies.ts'

export function DeletionPage({ reply, view, form }: { reply: RehearsalFormView; view: View; form: FormState }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('processes.rehearsal.delete')}
      lead={t('processes.rehearsal.delete.lead')}
      meta={reply.title}
      crumbs={[{ path: '/work/processes', label: t('processes.desk.title') }]}
    >
      <Measure>
        <Form view={view} action={view.href(`/work/processes/${reply.number}/deletion`)} errors={errorsOf(form, view)}>
          <Button kind="danger">{t('processes.rehearsal.delete.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
