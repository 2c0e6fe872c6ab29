import type { View } from '#kernel/i18n/view.ts'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { Section } from '#ui/components/Section.tsx'

/** The same view for programs, and as an address that others can open whatever is published later. */
export function Addresses({ view, path, pinnedPath }: { view: View; path: string; pinnedPath: string }) {
  const { t } = view
  return (
    <Section id="addresses" title={t('open-data.explore.addresses')}>
      <p>{t('open-data.explore.permalink')}</p>
      <CopyLink view={view} url={view.publicUrl + view.href(pinnedPath)} label={t('open-data.ingest.api.copy')} />
      <p>{t('open-data.explore.api')}</p>
      <CopyLink view={view} url={`${view.publicUrl}/api/v1${path}`} label={t('open-data.ingest.api.copy')} />
    </Section>
  )
}
