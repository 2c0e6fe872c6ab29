import type { View } from '#kernel/i18n/view.ts'
import { BigNumber } from '#ui/components/BigNumber.tsx'
import { BridgeMark } from '#ui/components/BridgeMark.tsx'
import { Progress } from '#ui/components/Progress.tsx'
import { petitionPath } from '../../petition.ts'
import { ShortMark } from '../../recount/on-page.tsx'
import type { PetitionGlance } from '../replies.ts'

/** A petition inside another site's page: no script, no cookie, one style sheet. Links leave the frame. */
export function EmbedPage({ reply, view }: { reply: PetitionGlance; view: View }) {
  const { t } = view
  const { next } = reply
  const page = view.publicUrl + view.href(petitionPath(reply))
  return (
    <html lang={view.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${reply.title} — ${t('ui.site')}`}</title>
        <link rel="canonical" href={page} />
        <link rel="stylesheet" href={view.asset('punte.css')} />
      </head>
      <body class="embed">
        <main class="embed-card stack">
          <p class="embed-house">
            <BridgeMark /> {t('ui.site')}
          </p>
          <h1 class="embed-title">
            <a href={page} target="_blank" rel="noopener" lang={reply.lang === view.lang ? undefined : reply.lang}>
              {reply.title}
            </a>
          </h1>
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
            <a class="ds-button button button-main" data-fullwidth href={page} target="_blank" rel="noopener">
              {t(reply.takesSignatures ? 'petitions.find.embed.sign' : 'petitions.find.embed.read')}
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
