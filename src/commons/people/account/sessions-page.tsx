import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { OneColumn } from '../pages/one-column.tsx'
import type { SessionsView } from './replies.ts'

/** Devices on which one is signed in; each can be signed out from here. */
export function SessionsPage({ reply, view, form }: { reply: SessionsView; view: View; form: FormState }) {
  const { t } = view
  return (
    <OneColumn
      view={view}
      title={t('people.sessions.title')}
      crumbs={[{ path: '/account', label: t('people.account.title') }]}
    >
      <Heading title={t('people.sessions.title')} lead={t('people.sessions.lead')} />
      {reply.items.map(({ id, device, here, createdAt, seenAt }) => (
        <Panel key={id}>
          <h2>{device || t('people.sessions.unknown')}</h2>
          {here && (
            <p>
              <Pill tone="good">{t('people.sessions.here')}</Pill>
            </p>
          )}
          <p>{t('people.sessions.times', { from: view.dateTime(createdAt), seen: view.dateTime(seenAt) })}</p>
          {!here && (
            <Form view={view} action={view.href(`/account/sessions/${id}/ending`)}>
              <Button kind="quiet">{t('people.sessions.end')}</Button>
            </Form>
          )}
        </Panel>
      ))}
      {reply.items.length > 1 && (
        <Form view={view} action={view.href('/account/sessions/others/ending')} errors={errorsOf(form, view)}>
          <Button kind="danger">{t('people.sessions.end-others')}</Button>
        </Form>
      )}
    </OneColumn>
  )
}
