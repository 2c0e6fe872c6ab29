import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { HubView } from '../hub.ts'

/** Where an official begins the day. */
export function HubPage({ reply, view }: { reply: HubView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('work.title')} noindex>
      <Wrap>
        <div class="stack-wide">
          <Heading title={t('work.title')} lead={t('work.lead')} />
          {reply.rooms.map(({ room, title, workspaces }) => (
            <Section key={room} id={`room-${room}`} title={title}>
              <RowList
                view={view}
                items={workspaces.map(({ path, label, waiting }) => ({
                  title: label,
                  href: view.href(path),
                  meta: null,
                  state:
                    waiting === null ? null : (
                      <Pill tone={waiting > 0 ? 'waiting' : 'good'}>{t('work.waiting', { count: waiting })}</Pill>
                    ),
                }))}
              />
            </Section>
          ))}
        </div>
      </Wrap>
    </Page>
  )
}
