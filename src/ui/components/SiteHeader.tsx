import { AGAIN, FROM, type Lang, RETURNED_FORM, type View } from '#kernel/i18n/view.ts'
import { BridgeMark } from './BridgeMark.tsx'
import { EnterButton } from './EnterButton.tsx'
import { Icon } from './Icon.tsx'
import { inLang, LANGS } from './Page.tsx'

/** Mark, navigation, languages, account. On narrow screens the navigation is a disclosure that needs no script. */
export function SiteHeader({ view }: { view: View }) {
  const { t } = view
  return (
    <header class="top">
      <div class="wrap top-row">
        <a class="mark" href={view.href('/')}>
          <BridgeMark />
          {t('ui.site')}
        </a>
        <nav class="top-wide" aria-label={t('ui.nav.main')}>
          <NavList view={view} />
        </nav>
        <nav aria-label={t('ui.language')}>
          {formOf(view) && <EnterButton form={RETURNED_FORM} />}
          <ul class="langs">
            {LANGS.map((lang) => (
              <li key={lang}>
                <ToLang lang={lang} view={view} />
              </li>
            ))}
          </ul>
        </nav>
        <a class="top-account" href={view.href('/account')}>
          {t('ui.account')}
        </a>
        <details class="menu">
          <summary class="menu-button">
            <Icon name="menu" />
            {t('ui.menu')}
          </summary>
          <nav class="menu-panel" aria-label={t('ui.nav.main')}>
            <NavList view={view} withAccount />
          </nav>
        </details>
      </div>
    </header>
  )
}

/** This page in a language. A form that came back is posted there, so that what was typed comes along; nothing else is done with it. */
function ToLang({ lang, view }: { lang: Lang; view: View }) {
  const words = (
    <>
      <span aria-hidden="true">{SHORT_NAMES[lang]}</span>
      <span class="ds-sr-only">{OWN_NAMES[lang]}</span>
    </>
  )
  const returned = formOf(view)
  if (returned && lang !== view.lang)
    return (
      <button
        class="langs-link"
        type="submit"
        form={RETURNED_FORM}
        formaction={inLang(lang, returned.action)}
        formnovalidate
        name={AGAIN}
        value="language"
        lang={lang}
      >
        {words}
      </button>
    )
  return (
    <a
      class="langs-link"
      href={inLang(lang, view.path) + questionOf(view)}
      lang={lang}
      hreflang={lang}
      aria-current={lang === view.lang ? 'true' : undefined}
    >
      {words}
    </a>
  )
}

/** The form that came back and is posted in the other languages; one that was kept is found there by its address. */
function formOf({ returned }: View) {
  return returned?.why === 'kept' ? undefined : returned
}

/** What this page was asked and where its reader came from. */
function questionOf({ search = '', from }: View): string {
  return from ? `${search}${search ? '&' : '?'}${FROM}=${encodeURIComponent(from)}` : search
}

// A language is offered in its own name, whatever the language of the page.
const SHORT_NAMES: Record<Lang, string> = { ro: 'RO', ru: 'РУ', en: 'EN' }
const OWN_NAMES: Record<Lang, string> = { ro: 'Română', ru: 'Русский', en: 'English' }

function NavList({ view, withAccount = false }: { view: View; withAccount?: boolean }) {
  const links = withAccount ? [...view.nav, { path: '/account', label: view.t('ui.account') }] : view.nav
  // Statistics live below petitions: the nearest link alone tells where one is.
  const nearest = links
    .filter(({ path }) => view.path === path || view.path.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]?.path
  return (
    <ul class="nav-list">
      {links.map(({ path, label }) => (
        <li class="nav-item" key={path}>
          <a
            class="nav-link"
            href={view.href(path)}
            aria-current={path !== nearest ? undefined : path === view.path ? 'page' : 'true'}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
