import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { processPath } from '../process.ts'
import type { ProcessList } from '../replies.ts'
import { ProcessPill, phaseLine } from './process-state.tsx'

/** Processes in which one can take part, and those that are over. */
export function ProcessesPage({ reply, view }: { reply: ProcessList; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('processes.title')} description={t('processes.lead')}>
      <Wrap>
        <Heading
          title={t('processes.title')}
          lead={t('processes.lead')}
          meta={t('processes.total', { count: reply.total })}
        />
        {reply.items.length === 0 ? (
          <EmptyState
            title={t('processes.empty')}
            next={<ButtonLink href={view.href('/')}>{t('ui.home')}</ButtonLink>}
          />
        ) : (
          <RowList
            view={view}
            items={reply.items.map((item) => ({
              title: item.title,
              href: view.href(processPath(item)),
              meta: [item.place.name, phaseLine(view, item)].filter(Boolean).join(' · '),
              state: <ProcessPill view={view} item={item} />,
            }))}
          />
        )}
        <Pagination view={view} next={reply.next ? view.href(`/processes?after=${reply.next}`) : undefined} />
        {reply.beside.map(({ name, title, lead, mark, all, items }) => (
          <Section key={name} id={name} title={title} note={lead}>
            <RowList
              view={view}
              items={items.map((item) => ({
                title: item.title,
                href: view.href(item.path),
                meta: item.meta,
                state: <Pill tone="neutral">{mark}</Pill>,
              }))}
            />
            <p>
              <a href={view.href(all.path)}>{all.label}</a>
            </p>
          </Section>
        ))}
      </Wrap>
    </Page>
  )
}
