import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'

/** What stands where the script has not begun: what is needed, and what else there is. */
export function WithoutScript({ view, process }: { view: View; process: { number: number; slug: string } }) {
  const { t } = view
  return (
    <div data-part="plain">
      <Notice kind="warning" title={t('budgeting.tokens.plain')}>
        <p>{t('budgeting.tokens.plain.why')}</p>
        <p>
          {t('budgeting.tokens.plain.else')}{' '}
          <a href={view.href(processPath(process))}>{t('budgeting.tokens.process')}</a>
        </p>
      </Notice>
    </div>
  )
}

/** Where the script says what stands in the way, or what it does. */
export function Said({ view }: { view: View }) {
  return (
    <>
      <div data-part="problem" role="alert" tabindex={-1} hidden>
        <Notice kind="danger" title={view.t('budgeting.tokens.problem')}>
          <ul class="plain-list" data-list />
        </Notice>
      </div>
      <p data-part="working" role="status" hidden>
        {view.t('budgeting.tokens.working')}
      </p>
    </>
  )
}
