import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Section } from '#ui/components/Section.tsx'

/** On the page of a file: that it can come by itself, or does. */
export function AddressHint({ view, path, isSet }: { view: View; path: string; isSet: boolean }) {
  const { t } = view
  return (
    <Section id="address" title={t('open-data.from-address.title')}>
      <p>{t(isSet ? 'open-data.from-address.hint.set' : 'open-data.from-address.hint')}</p>
      <p>
        <ButtonLink kind="quiet" href={view.href(`${path}/address`)}>
          {t(isSet ? 'open-data.from-address.hint.see' : 'open-data.from-address.hint.begin')}
        </ButtonLink>
      </p>
    </Section>
  )
}
