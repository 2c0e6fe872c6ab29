import { announce, defineNotices } from '#commons/notices/notices.ts'
import type { Tx } from '#kernel/database/database.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import { findDatasetById } from '../store.ts'
import { titlesOfWishes, type Wish, whoWishes } from './store.ts'
import { type WishOutcome, wishPath } from './wish.ts'

/** What an institution says to a wish, for whoever made or supports it. */
export const wishNews = defineNotices({
  subjectKind: 'open-data.wish',
  jobName: 'open-data.send-wish-news',
  why: 'open-data.wishes.news.why',
  kinds: {
    planned: 'open-data.wishes.news.planned.kind',
    available: 'open-data.wishes.news.available.kind',
    declined: 'open-data.wishes.news.declined.kind',
    hidden: 'open-data.wishes.news.hidden.kind',
  },
  async actors(db, wishId, after, limit) {
    return whoWishes(db, wishId, after, limit)
  },
  async letter(services, tx, { kind, subjectId, data }, lang) {
    const [wish] = await titlesOfWishes(tx, [subjectId])
    const { number, slug, title } = wish as { number: number; slug: string; title: string }
    const said = data as unknown as NewsData
    const t = services.translate(lang)
    const outcome = kind as WishOutcome | 'hidden'
    const dataset = said.datasetId ? await findDatasetById(tx, said.datasetId) : undefined
    const shown = outcome === 'available' && dataset?.state === 'published' ? dataset : null
    return {
      subject: t(`open-data.wishes.news.${outcome}.subject`, { number }),
      paragraphs: [
        t('open-data.wishes.news.about', { number, title }),
        t(`open-data.wishes.news.${outcome}.text`, {
          institution: said.institution ? inLang(said.institution, lang) : '',
        }),
        ...(shown ? [inLang(shown.title, lang)] : []),
        ...(said.text ? [{ quote: said.text, lang: said.lang }] : []),
      ],
      button: shown
        ? { label: t('open-data.wishes.news.open-data'), url: `${services.publicUrl}/${lang}/data/${shown.name}` }
        : {
            label: t('open-data.wishes.news.open'),
            url: `${services.publicUrl}/${lang}${wishPath({ number, slug })}`,
          },
    }
  },
})

interface NewsData {
  institution: Localised | null
  text: string | null
  lang: 'ro' | 'ru' | 'en'
  datasetId: string | null
}

/** Tells everybody who wished it, once the act is committed. */
export async function tellWishers(
  tx: Tx,
  wish: Wish,
  kind: WishOutcome | 'hidden',
  said: NewsData,
  now: Date,
): Promise<void> {
  await announce(tx, wishNews, { kind, subjectId: wish.id, data: { ...said } }, now)
}
