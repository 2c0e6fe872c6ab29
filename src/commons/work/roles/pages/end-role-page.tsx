import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { EndRoleView } from '../replies.ts'
import { whereOf } from './roles-page.tsx'

export function EndRolePage({ reply, view, form }: { reply: EndRoleView; view: View; form: FormState }) {
  const { t } = view
  const { role } = reply
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('work.roles.end.title')}
      crumbs={[{ path: '/work/roles', label: t('work.roles.title') }]}
    >
      <Measure>
        <SummaryList
          view={view}
          rows={[
            { question: t('work.roles.person'), answer: `${role.name ?? t('work.roles.nameless')} (${role.address})` },
            { question: t('work.roles.role'), answer: t(`access.role.${role.role}`) },
            { question: t('work.roles.where'), answer: whereOf(role) },
          ]}
        />
        {role.endedAt ? (
          <Notice title={t('access.ended-already')} />
        ) : (
          <Form view={view} action={view.href(`/work/roles/${role.id}/end`)} errors={errors}>
            <p>{t('work.roles.end.text')}</p>
            <TextArea
              view={view}
              name="reason"
              label={t('work.roles.end.reason')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('work.roles.end.button')}</Button>
          </Form>
        )}
      </Measure>
    </WorkPage>
  )
}
