import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import type { SignPageView } from '../../replies.ts'
import { SignForm } from './sign-form.tsx'

/** The form alone: where a failed attempt comes back to, with what was typed. */
export function SignPage({ reply, view, form }: { reply: SignPageView; view: View; form: FormState }) {
  const { t } = view
  const { petition } = reply
  return (
    <ColumnPage
      view={view}
      title={t('petitions.sign.page-title', { title: petition.title })}
      heading={t('petitions.sign.title')}
      noindex
      crumbs={[
        { path: '/petitions', label: t('petitions.nav') },
        { path: `/petitions/${petition.number}-${petition.slug}`, label: petition.title },
      ]}
      lead={petition.title}
      close
    >
      {petition.takesSignatures ? (
        <SignForm view={view} number={petition.number} places={reply.places} form={form} />
      ) : (
        <p>{t('petitions.sign.over')}</p>
      )}
    </ColumnPage>
  )
}
