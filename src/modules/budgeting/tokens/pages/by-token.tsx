import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { PromiseOfTokens } from './promise-of-tokens.tsx'

/** The way to vote in a process with tokens, from where one would vote by account. @param path of the process */
export function ByToken({ view, path }: { view: View; path: string }) {
  const { t } = view
  return (
    <div class="stack">
      <p>{t('budgeting.tokens.way')}</p>
      <Actions>
        <ButtonLink href={view.href(`${path}/token`)}>{t('budgeting.tokens.way.token')}</ButtonLink>
        <ButtonLink kind="quiet" href={view.href(`${path}/vote`)}>
          {t('budgeting.tokens.way.vote')}
        </ButtonLink>
      </Actions>
      <PromiseOfTokens view={view} />
    </div>
  )
}
