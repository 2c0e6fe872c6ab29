import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { VoidView } from '../replies.ts'

/** One project of the ballot; while people vote it can be taken off, in public. */
export function VoidPage({ reply, view, form }: { reply: VoidView; view: View; form: FormState }) {
  const { t } = view
  const { process, project } = reply
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={project.title}
      titleLang={project.lang}
      lead={t('budgeting.vote.void.lead')}
      meta={project.original && <span lang={project.original.lang}>{project.original.title}</span>}
      crumbs={[
        ...processDeskCrumbs(view, process),
        { path: `/work/processes/${process.number}/vote`, label: t('budgeting.vote.desk') },
      ]}
    >
      <Measure>
        {project.void ? (
          <Notice kind="warning" title={t('budgeting.vote.state.void')}>
            <p>{project.void}</p>
          </Notice>
        ) : (
          <Form
            view={view}
            action={view.href(`/work/processes/${process.number}/projects/${project.number}`)}
            errors={errors}
          >
            <TextArea
              view={view}
              name="reason"
              label={t('budgeting.vote.void.reason')}
              hint={t('budgeting.vote.void.reason.hint')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('budgeting.vote.void.button')}</Button>
          </Form>
        )}
      </Measure>
    </WorkPage>
  )
}
