import type { View } from '#kernel/i18n/view.ts'
import { BigNumber } from '#ui/components/BigNumber.tsx'
import { EmbedPage } from '#ui/components/EmbedPage.tsx'
import { Progress } from '#ui/components/Progress.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { petitionPath } from '../../petition.ts'
import { ShortMark } from '../../recount/on-page.tsx'
import type { PetitionGlance } from '../replies.ts'

/** A petition inside another site's page: its count, the way to the next threshold, the way to sign. */
export function PetitionEmbedPage({ reply, view }: { reply: PetitionGlance; view: View }) {
  const { t } = view
  const { next } = reply
  const page = view.publicUrl + view.href(petitionPath(reply))
  return (
    <EmbedPage view={view} title={reply.title} titleLang={otherLang(reply.lang, view)} page={page} house="first">
      <BigNumber view={view} value={reply.total} of={t('petitions.count', { count: reply.total })} />
      <p class="small">
        <ShortMark reply={reply} view={view} />
      </p>
      {next && (
        <Progress
          view={view}
          value={next.counted}
          max={next.signatures}
          label={t('petitions.count.label')}
          next={t(`petitions.threshold.${next.name}`)}
        />
      )}
      <p>
        <a class="ds-button button" data-fullwidth href={page} rel="noopener">
          {t(reply.takesSignatures ? 'petitions.find.embed.sign' : 'petitions.find.embed.read')}
        </a>
      </p>
    </EmbedPage>
  )
}
