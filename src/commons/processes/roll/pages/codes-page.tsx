import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import type { CodesMade } from '../replies.ts'

/** Codes, told once: to print, cut and give out. */
export function CodesMadePage({ reply, view }: { reply: CodesMade; view: View }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('processes.roll.codes.made')}
      crumbs={[{ path: `/work/processes/${reply.number}/roll`, label: t('processes.roll.title') }]}
    >
      <Notice kind="warning" title={t('processes.roll.codes.once')}>
        <p>{t('processes.roll.codes.once.text')}</p>
      </Notice>
      <ul class="plain-list">
        {reply.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </WorkPage>
  )
}
