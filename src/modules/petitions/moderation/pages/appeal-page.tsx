import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { AppealView } from '../replies.ts'
import { wordOf } from './words.ts'

/** The starter asks another moderator to look again: once. */
export function AppealPage({ reply, view, form }: { reply: AppealView; view: View; form: FormState }) {
  const { t } = view
  const { petition, about, reason } = reply
  const errors = errorsOf(form, view)
  const family = about === 'mask' ? 'mask-reason' : 'reason'
  return (
    <ColumnPage
      view={view}
      title={t('petitions.moderation.appeal')}
      crumbs={[
        { path: '/petitions', label: t('petitions.nav') },
        { path: `/petitions/${petition.number}-${petition.slug}`, label: `№\u00a0${petition.number}` },
      ]}
      lead={petition.title}
      meta={reply.until ? t('petitions.moderation.appeal.until', { day: view.date(reply.until) }) : undefined}
      noindex
      close
    >
      {reason && (
        <Notice title={t(`petitions.moderation.appeal.of.${about}`)}>
          <p>{wordOf(view, family, reason)}</p>
          {reply.text && <p>{reply.text}</p>}
        </Notice>
      )}
      {reply.open ? (
        <Form view={view} action={view.href(view.path)} errors={errors} hidden={{ 'idempotency-key': form.key }}>
          <TextArea
            view={view}
            name="text"
            label={t('petitions.moderation.appeal.text')}
            hint={t('petitions.moderation.appeal.text.hint')}
            error={errors?.text}
            value={typed(form, 'text')}
            limit={3000}
          />
          <Button>{t('petitions.moderation.appeal.button')}</Button>
        </Form>
      ) : (
        <p>{t('petitions.moderation.appeal.closed')}</p>
      )}
    </ColumnPage>
  )
}
