import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Band } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'

export function HomePage({ reply, view }: { reply: { country: string }; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('home.title', { place: reply.country })} description={t('home.lead')}>
      <Band>
        <Heading title={t('home.title', { place: reply.country })} lead={t('home.lead')} />
        <ButtonLink href={view.href('/petitions')}>{t('home.see')}</ButtonLink>
      </Band>
    </Page>
  )
}
