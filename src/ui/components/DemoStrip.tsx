import type { View } from '#kernel/i18n/view.ts'

const LINKS = [
  { path: '/demo/tour', key: 'ui.demo.tour' },
  { path: '/demo/mail', key: 'ui.demo.mail' },
  { path: '/demo/people', key: 'ui.demo.people' },
] as const

/** On every page of a demo, printed too: that nothing here is real, and the way back to the tour; with scripts, to the step one left. */
export function DemoStrip({ view }: { view: View }) {
  if (!view.demo) return null
  return (
    <aside class="demo" aria-label={view.t('ui.demo.name')}>
      <div class="wrap demo-row">
        <p>{view.t('ui.demo')}</p>
        <ul class="demo-links screen-only">
          {LINKS.map(({ path, key }) => (
            <li key={path}>
              <a
                class="demo-link"
                href={view.href(path)}
                aria-current={view.path === path ? 'page' : undefined}
                data-tour-step={path === '/demo/tour' ? view.t('ui.demo.tour.step', { step: '%s' }) : undefined}
              >
                {view.t(key)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  )
}
