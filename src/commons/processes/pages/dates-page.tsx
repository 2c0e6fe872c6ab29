import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { PhaseDeskView } from '../replies.ts'
import { processDeskCrumbs } from './process-crumbs.ts'

/** Other dates for one phase; with a public reason once the process is public. */
export function DatesPage({ reply, view, form }: { reply: PhaseDeskView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('processes.dates.change', { phase: reply.phase.name })}
      lead={t(`processes.dates.${reply.state === 'draft' ? 'draft' : 'public'}`)}
      crumbs={processDeskCrumbs(view, reply)}
    >
      <Measure>
        <Form
          view={view}
          action={view.href(`/work/processes/${reply.number}/phases/${reply.phase.position}`)}
          errors={errors}
        >
          <DateField {...field('opensOn', reply.phase.opensOn)} label={t('processes.first-day')} />
          <DateField
            {...field('closesOn', reply.phase.closesOn)}
            label={t('processes.last-day')}
            hint={t('processes.last-day.hint')}
          />
          {reply.state !== 'draft' && (
            <TextArea
              {...field('reason')}
              label={t('processes.move.reason')}
              hint={t('processes.move.reason.hint')}
              rows={3}
              limit={500}
            />
          )}
          <Button>{t('processes.dates.save')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
