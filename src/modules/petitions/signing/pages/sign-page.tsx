import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { SignPageView } from '../../replies.ts'
import { SignForm } from './sign-form.tsx'

/** The form alone: where a failed attempt comes back to, with what was typed. */
export function SignPage({ reply, view, form }: { reply: SignPageView; view: View; form: FormState }) {
  const { t } = view
  const { petition } = reply
  return (
    <Page view={view} title={t('petitions.sign.page-title', { title: petition.title })} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/petitions', label: t('petitions.nav') },
            { path: `/petitions/${petition.number}-${petition.slug}`, label: petition.title },
          ]}
        />
        <Measure>
          <Heading title={t('petitions.sign.title')} lead={petition.title} />
          {petition.takesSignatures ? (
            <SignForm view={view} number={petition.number} places={reply.places} form={form} />
          ) : (
            <p>{t('petitions.sign.over')}</p>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
