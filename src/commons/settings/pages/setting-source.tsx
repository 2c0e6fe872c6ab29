import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import type { SettingView } from '../replies.ts'

/** Where a value comes from: the law with its article, the house with its reason, or the platform. */
export function SettingSource({ view, setting }: { view: View; setting: SettingView }) {
  const { t } = view
  const { source, from, reason, law } = setting
  return (
    <>
      {source === 'house' && from && (
        <p class="soft">
          {t('settings.source.house', { from: view.date(from) })}
          {reason && `: ${reason}`}
        </p>
      )}
      {source === 'default' && <p class="soft">{t('settings.source.default')}</p>}
      {law && (
        <p class="soft">
          {source === 'law' ? t('settings.source.law') : t('settings.source.law-says', { value: law.words })}:{' '}
          {[law.act, law.article].filter(Boolean).join(', ')}{' '}
          {!law.verified && <Pill tone="waiting">{t('settings.unverified')}</Pill>}
        </p>
      )}
    </>
  )
}
