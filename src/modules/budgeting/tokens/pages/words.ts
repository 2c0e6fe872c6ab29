import type { View } from '#kernel/i18n/view.ts'
import './token-elements.ts'

/** What may stand in the way on the person's device; the server's refusals come with their own words. */
export function wordsOf({ t }: View) {
  return {
    'say-browser': t('budgeting.tokens.say.browser'),
    'say-bad-code': t('budgeting.tokens.say.bad-code'),
    'say-issuer-waits': t('budgeting.tokens.say.issuer-waits'),
    'say-issuer-unproved': t('budgeting.tokens.say.issuer-unproved'),
    'say-log-changed': t('budgeting.tokens.say.log-changed'),
    'say-offline': t('budgeting.tokens.say.offline'),
    'say-bad-answer': t('budgeting.tokens.say.bad-answer'),
    'say-same-place': t('budgeting.tokens.say.same-place'),
    'say-write-first': t('budgeting.tokens.say.write-first'),
  }
}
