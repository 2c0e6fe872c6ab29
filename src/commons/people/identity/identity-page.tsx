import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { OneColumn } from '../pages/one-column.tsx'
import type { IdentityView } from './endpoints.ts'

/** How surely the house knows the person, and how to raise it. */
export function IdentityPage({ reply, view }: { reply: IdentityView; view: View }) {
  const { t } = view
  return (
    <OneColumn
      view={view}
      title={t('people.identity.title')}
      crumbs={[{ path: '/account', label: t('people.account.title') }]}
    >
      <Heading title={t('people.identity.title')} lead={t('people.identity.lead')} />
      <Section title={t('people.identity.now')} id="now">
        <p>{t(`people.level.${reply.level}`)}</p>
        <p>{t(reply.identified ? 'people.identity.bound' : 'people.identity.not-bound')}</p>
      </Section>
      {reply.start === null ? (
        <Notice title={t('people.identity.not-connected')}>
          <p>{t('people.identity.not-connected-text')}</p>
        </Notice>
      ) : (
        <ButtonLink href={reply.start.startsWith('/') ? view.href(reply.start) : reply.start}>
          {t('people.identity.button')}
        </ButtonLink>
      )}
    </OneColumn>
  )
}
