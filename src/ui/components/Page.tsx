import type { ComponentChildren } from 'preact'
import type { Lang, View } from '#kernel/i18n/view.ts'
import { Layout } from './Layout.tsx'

export interface PageProps {
  view: View
  /** Title of this page alone; the name of the house is added. */
  title: string
  /** For search engines and shared links, at most 160 characters. */
  description?: string | undefined
  /** Scheme and host without a slash at the end, so that canonical and alternate addresses are absolute. */
  origin?: string | undefined
  noindex?: boolean | undefined
  openGraph?: OpenGraph | undefined
  /** Atom feed of this page. */
  feed?: { href: string; title: string } | undefined
  /** The same for programs, in other formats. */
  alternates?: { type: string; href: string; title: string }[] | undefined
  /** Scripts that this page alone needs, by the name of the asset. */
  scripts?: string[] | undefined
  children: ComponentChildren
}

export interface OpenGraph {
  type?: 'website' | 'article' | undefined
  image?: { url: string; alt: string; width: number; height: number } | undefined
}

export const LANGS: readonly Lang[] = ['ro', 'ru', 'en']

/**
 * A whole document: head, header, `<main>` and footer. The caller puts the doctype before it.
 * The markup is a function of its props only; nothing of the viewer is in it, so that one cached copy serves everybody.
 */
export function Page({
  view,
  title,
  description,
  origin = '',
  noindex,
  openGraph,
  feed,
  alternates = [],
  scripts = [],
  children,
}: PageProps) {
  const { t } = view
  const fullTitle = `${title} — ${t('ui.site')}`
  const here = origin + view.href(view.path)
  return (
    <html lang={view.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{fullTitle}</title>
        {description && <meta name="description" content={description} />}
        {noindex && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#162135" media="(prefers-color-scheme: dark)" />
        {!noindex && <link rel="canonical" href={here} />}
        {!noindex &&
          LANGS.map((lang) => (
            <link key={lang} rel="alternate" hreflang={lang} href={origin + inLang(lang, view.path)} />
          ))}
        {feed && <link rel="alternate" type="application/atom+xml" href={feed.href} title={feed.title} />}
        {alternates.map(({ type, href, title }) => (
          <link key={href} rel="alternate" type={type} href={href} title={title} />
        ))}
        {openGraph && <OpenGraphMeta {...openGraph} {...{ title, description, url: here, site: t('ui.site') }} />}
        <link rel="icon" type="image/svg+xml" href={view.asset('icon.svg')} />
        <link rel="stylesheet" href={view.asset('punte.css')} />
        <script type="module" src={view.asset('punte.js')} />
        {scripts.map((name) => (
          <script key={name} type="module" src={view.asset(name)} />
        ))}
      </head>
      <body class="page">
        <Layout view={view} printsAddress={!noindex}>
          {children}
        </Layout>
      </body>
    </html>
  )
}

/** The same page in another language. `path` is without a language, as in `View`. */
export function inLang(lang: Lang, path: string): string {
  return path === '/' ? `/${lang}` : `/${lang}${path}`
}

interface OpenGraphMetaProps extends OpenGraph {
  title: string
  description: string | undefined
  url: string
  site: string
}

function OpenGraphMeta({ type = 'website', image, title, description, url, site }: OpenGraphMetaProps) {
  const pairs: [string, string | number | undefined][] = [
    ['og:type', type],
    ['og:site_name', site],
    ['og:title', title],
    ['og:description', description],
    ['og:url', url],
    ['og:image', image?.url],
    ['og:image:alt', image?.alt],
    ['og:image:width', image?.width],
    ['og:image:height', image?.height],
  ]
  return (
    <>
      {pairs.map(([property, content]) =>
        content === undefined ? null : <meta key={property} property={property} content={String(content)} />,
      )}
      {image && <meta name="twitter:card" content="summary_large_image" />}
    </>
  )
}
