import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { NewCodesView } from '../replies.ts'
import { memberships } from '../roll.ts'
import { rollCrumbs } from './roll-crumbs.ts'

/** Codes for a school or house to give out: how many, and to whom; or why there are none. */
export function NewCodesPage({ reply, view, form }: { reply: NewCodesView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('processes.roll.new-codes')}
      lead={t('processes.roll.new-codes.lead')}
      crumbs={rollCrumbs(view, reply.process)}
    >
      <Measure>
        {reply.refused ? (
          <Notice title={t(`processes.roll.${reply.refused}`)}>
            {reply.source !== 'codes' && <p>{t(`processes.roll.source.${reply.source}.for-officers`)}</p>}
          </Notice>
        ) : (
          <Form view={view} action={view.href(`/work/processes/${reply.process.number}/roll/codes`)} errors={errors}>
            <TextField {...field('codes')} label={t('processes.roll.codes')} inputmode="numeric" short />
            <Radios
              {...field('members', 'minors')}
              label={t('processes.roll.members')}
              choices={memberships.map((one) => ({ value: one, label: t(`processes.roll.members.${one}`) }))}
            />
            <Button>{t('processes.roll.new-codes.button')}</Button>
          </Form>
        )}
      </Measure>
    </WorkPage>
  )
}
