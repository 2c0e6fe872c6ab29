import type { View } from '#kernel/i18n/view.ts'
import './custom-elements.ts'

/** An address to share: readable and selectable without scripts, copied by a button with them. */
export function CopyLink({ view, url, label }: { view: View; url: string; label: string }) {
  return (
    <punte-copy class="copy" text={url} done={view.t('ui.copied')}>
      <a href={url}>{url}</a>{' '}
      <button type="button" hidden class="ds-button button" data-variant="secondary">
        {label}
      </button>{' '}
      <output aria-live="polite" />
    </punte-copy>
  )
}
