import type { View } from '#kernel/i18n/view.ts'

/** What every page ends with. A page named here must exist; add a line when it does. */
const LINKS = [
  { path: '/about', key: 'ui.footer.about' },
  { path: '/ledger', key: 'ui.footer.ledger' },
  { path: '/authorities', key: 'ui.footer.authorities' },
  { path: '/settings', key: 'ui.footer.rules' },
  { path: '/contact', key: 'ui.footer.contact' },
  { path: '/accessibility', key: 'ui.footer.accessibility' },
  { path: '/privacy', key: 'ui.footer.privacy' },
  { path: '/developers', key: 'ui.footer.developers' },
] as const

export function SiteFooter({ view, printsAddress }: { view: View; printsAddress: boolean }) {
  return (
    <footer class="foot">
      <div class="wrap">
        <nav aria-label={view.t('ui.footer')}>
          <ul class="foot-links">
            {LINKS.map(({ path, key }) => (
              <li key={path}>
                <a class="foot-link" href={view.href(path)}>
                  {view.t(key)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p>{view.t('ui.footer.promise')}</p>
        {printsAddress && <p class="print-only">{view.publicUrl + view.href(view.path)}</p>}
      </div>
    </footer>
  )
}
