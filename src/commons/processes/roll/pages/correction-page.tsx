import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { CorrectionView } from '../replies.ts'
import { rollCrumbs } from './roll-crumbs.ts'

/** Somebody says that the roll is wrong about them; an officer looks into the register and decides. */
export function CorrectionPage({ reply, view, form }: { reply: CorrectionView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const path = `/work/processes/${reply.process.number}/roll/corrections/${reply.id}`
  return (
    <WorkPage
      view={view}
      title={t('processes.roll.correction')}
      lead={t('processes.roll.correction.lead')}
      crumbs={rollCrumbs(view, reply.process)}
    >
      <Measure>
        <div class="stack-wide">
          <SummaryList
            view={view}
            rows={[
              { question: t('processes.roll.correction.who'), answer: reply.name ?? '—' },
              { question: t('processes.roll.ask.place'), answer: reply.place },
              { question: t('processes.roll.ask.says'), answer: reply.says },
              { question: t('processes.roll.asked-at'), answer: view.dateTime(reply.askedAt) },
              ...(reply.reason
                ? [{ question: t(`processes.roll.correction.${reply.state}`), answer: reply.reason }]
                : []),
            ]}
          />
          {reply.state === 'asked' && (
            <Form view={view} action={view.href(path)} errors={errors}>
              <Radios
                {...field('decision')}
                label={t('processes.roll.decision')}
                choices={(['accepted', 'refused'] as const).map((one) => ({
                  value: one,
                  label: t(`processes.roll.decision.${one}`),
                }))}
              />
              <TextArea {...field('reason')} label={t('processes.roll.decision.reason')} rows={3} limit={500} />
              <Button>{t('processes.roll.decision.button')}</Button>
            </Form>
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}
