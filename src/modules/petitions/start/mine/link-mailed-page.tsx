import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { MineFrame } from './frame.tsx'
import type { MineView } from './replies.ts'

/** After the starter has asked for the private link by mail. */
export function LinkMailedPage({ reply, view }: { reply: MineView; view: View }) {
  const { t } = view
  return (
    <MineFrame view={view} title={t('petitions.start.mine.link-mailed')} petition={reply}>
      <Heading title={t('petitions.start.mine.link-mailed')} lead={t('petitions.start.mine.link-mailed-lead')} />
      <p>
        <a href={view.href(`/petitions/${reply.number}/mine`)}>{t('petitions.start.back')}</a>
      </p>
      {view.demo && (
        <p>
          <a href={view.href('/demo/mail')}>{t('petitions.check-mail.demo')}</a>
        </p>
      )}
    </MineFrame>
  )
}
