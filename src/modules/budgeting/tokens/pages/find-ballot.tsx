import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { wordsOf } from './words.ts'

/** One's own ballot in the public list, looked for on one's own device: the code is not sent. */
export function FindBallot({ view, process }: { view: View; process: number }) {
  const { t } = view
  return (
    <punte-find-ballot
      class="steps"
      process={process}
      hidden
      {...wordsOf(view)}
      say-found={t('budgeting.tokens.find.found', { picks: '%picks', commitment: '%commitment' })}
      say-none={t('budgeting.tokens.find.none')}
    >
      <Section id="own" title={t('budgeting.tokens.find')} note={t('budgeting.tokens.find.how')}>
        <form class="form" novalidate>
          <TextField
            view={view}
            name="code"
            label={t('budgeting.tokens.code')}
            hint={t('budgeting.tokens.code.hint')}
            autocomplete="off"
            spellcheck={false}
          />
          <Button>{t('budgeting.tokens.find.button')}</Button>
        </form>
        <p data-part="answer" role="status" />
      </Section>
    </punte-find-ballot>
  )
}
