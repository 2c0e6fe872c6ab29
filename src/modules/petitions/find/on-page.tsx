import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { CodeToCopy } from '#ui/components/CodeToCopy.tsx'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { Details } from '#ui/components/Details.tsx'
import type { OpenGraph } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { PetitionState, Topic } from '../petition.ts'
import { queryString } from './filters.ts'
import { embedCodes, isShareable, SHARE_IMAGE, shareImageUrl, shortAddress } from './share.ts'

interface Shared {
  number: number
  title: string
  state: PetitionState
  topic: Topic
  place: { key: string; name: string }[]
  count: { total: number }
}

/** The picture that other sites show with a link to the page. */
export function openGraphOf({ number, title, state }: Shared, view: View): OpenGraph {
  if (!isShareable(state)) return { type: 'article' }
  return {
    type: 'article',
    image: { url: shareImageUrl(view.publicUrl, view.lang, number), alt: title, ...SHARE_IMAGE },
  }
}

/** Ways to tell others: the address, a poster, a counter for another site, and a feed of petitions like this one. */
export function FindSection({ petition, view }: { petition: Shared; view: View }) {
  const { t } = view
  const { number, title, state, topic, place, count } = petition
  if (!isShareable(state)) return null
  const { frame, badge } = embedCodes({
    publicUrl: view.publicUrl,
    lang: view.lang,
    number,
    title,
    alt: t('petitions.find.badge-alt', { count: count.total, title }),
  })
  const alike = queryString({ place: place[1]?.key ?? null, topic })
  return (
    <Section id="share" title={t('petitions.find.share')}>
      <CopyLink view={view} url={shortAddress(view.publicUrl, view.lang, number)} label={t('petitions.find.copy')} />
      <div class="actions">
        <ButtonLink kind="quiet" href={view.href(`/petitions/${number}/poster`)}>
          {t('petitions.find.poster')}
        </ButtonLink>
        <a href={view.href('/petitions') + alike}>{t('petitions.find.alike')}</a>
        <a href={view.href('/petitions/feed.atom') + alike}>{t('petitions.find.alike-feed')}</a>
      </div>
      <Details summary={t('petitions.find.embed')}>
        <p>{t('petitions.find.embed.how')}</p>
        <CodeToCopy id="embed-frame" label={t('petitions.find.embed.frame')} code={frame} />
        <CodeToCopy id="embed-badge" label={t('petitions.find.embed.badge')} code={badge} />
        <p>
          <a href={view.href(`/petitions/${number}/embed`)}>{t('petitions.find.embed.look')}</a>
        </p>
      </Details>
    </Section>
  )
}
