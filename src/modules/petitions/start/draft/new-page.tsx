import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import type { HowToStart } from './how-to-start.ts'

/** What happens with a petition, before one begins. The same for everybody: beginning asks who it is. */
export function NewPage({ reply, view }: { reply: HowToStart; view: View }) {
  const { t } = view
  return (
    <ColumnPage
      view={view}
      title={t('petitions.start.new.title')}
      description={t('petitions.start.new.lead')}
      crumbs={[{ path: '/petitions', label: t('petitions.nav') }]}
      lead={t('petitions.start.new.lead')}
      close
    >
      <ol class="stack">
        <li>{t('petitions.start.new.step-write')}</li>
        <li>{t('petitions.start.new.step-supporters', { count: reply.supporters })}</li>
        <li>{t('petitions.start.new.step-moderation')}</li>
        <li>{t('petitions.start.new.step-collect', { days: reply.days })}</li>
        <li>{t('petitions.start.new.step-answer', { count: reply.answer })}</li>
      </ol>
      <Notice title={t('petitions.start.new.need')}>
        <p>{t('petitions.start.new.need-text')}</p>
      </Notice>
      <Actions>
        <ButtonLink href={view.href('/petitions/drafts/new')}>{t('petitions.start.new.button')}</ButtonLink>
        <ButtonLink href={view.href('/account/petitions')} kind="quiet">
          {t('petitions.start.new.resume')}
        </ButtonLink>
      </Actions>
    </ColumnPage>
  )
}
