import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import type { ProcessDeskList } from '../replies.ts'
import { ProcessPill, phaseLine } from './process-state.tsx'

/** The processes of an officer's authorities, drafts too. */
export function ProcessesDeskPage({ reply, view }: { reply: ProcessDeskList; view: View }) {
  const { t } = view
  const begin = <ButtonLink href={view.href('/work/processes/new')}>{t('processes.begin')}</ButtonLink>
  return (
    <WorkPage view={view} title={t('processes.desk.title')} lead={t('processes.desk.lead')}>
      {reply.items.length === 0 ? (
        <EmptyState title={t('processes.desk.empty')} next={begin} />
      ) : (
        <>
          {reply.mayBegin && <Actions>{begin}</Actions>}
          <RowList
            view={view}
            items={reply.items.map((item) => ({
              title: item.title,
              href: view.href(`/work/processes/${item.number}`),
              meta: [item.organisation, phaseLine(view, item)].filter(Boolean).join(' · '),
              state: <ProcessPill view={view} item={item} />,
            }))}
          />
        </>
      )}
    </WorkPage>
  )
}
