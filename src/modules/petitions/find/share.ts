import type { Lang } from '#kernel/i18n/lang.ts'
import type { PetitionState } from '../petition.ts'

/** Whether posters, pictures and embedded counters are made of it. */
export function isShareable(state: PetitionState): boolean {
  return state === 'open' || state === 'closed' || state === 'archived'
}

/** Without the words of the title: short enough to be typed from a strip of paper; the page redirects to its whole address. */
export function shortAddress(publicUrl: string, lang: Lang, number: number): string {
  return `${publicUrl}/${lang}/petitions/${number}`
}

export const SHARE_IMAGE = { width: 1200, height: 630 } as const

/** Absolute, because other sites fetch it. */
export function shareImageUrl(publicUrl: string, lang: Lang, number: number): string {
  return `${publicUrl}/petitions/${number}/share.png?lang=${lang}`
}

/** Page, and the picture that shows the count, to paste into another site. */
export function embedCodes(options: { publicUrl: string; lang: Lang; number: number; title: string; alt: string }) {
  const { publicUrl, lang, number } = options
  const page = shortAddress(publicUrl, lang, number)
  return {
    frame: `<iframe src="${page}/embed" title="${attribute(options.title)}" width="360" height="330" loading="lazy"></iframe>`,
    badge: `<a href="${page}"><img src="${publicUrl}/petitions/${number}/badge.svg?lang=${lang}" alt="${attribute(options.alt)}"></a>`,
  }
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
