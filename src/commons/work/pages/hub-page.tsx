import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { HubView } from '../hub.ts'

type Waiting = NonNullable<HubView['roles'][number]['workspaces'][number]['waiting']>

/** From how many days left on the nearest term warns; as the clocks of cases do. */
const SOON = 5

/** Where an official begins the day. */
export function HubPage({ reply, view }: { reply: HubView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('work.title')} noindex>
      <Wrap>
        <div class="stack-wide">
          <Heading
            title={t('work.title')}
            lead={t('work.lead')}
            meta={t('work.all', { waiting: reply.waiting, overdue: reply.overdue })}
          />
          {reply.roles.map(({ role, of, workspaces }) => (
            <Section key={role} id={`role-${role}`} title={t(`access.role.${role}`)} note={of.join('; ') || undefined}>
              <RowList
                view={view}
                items={workspaces.map(({ path, label, about, waiting }) => ({
                  title: label,
                  href: view.href(path),
                  meta: about,
                  state: waiting && <Waits waiting={waiting} view={view} />,
                }))}
              />
            </Section>
          ))}
          <p>
            <a href={view.href('/follow/work/mine')}>{t('work.letters.link')}</a>
          </p>
        </div>
      </Wrap>
    </Page>
  )
}

function Waits({ waiting: { count, overdue, dueOn, daysLeft }, view }: { waiting: Waiting; view: View }) {
  const soon = daysLeft !== null && daysLeft <= SOON
  return (
    <>
      {overdue > 0 && <Pill tone="overdue">{view.t('work.overdue', { count: overdue })}</Pill>}{' '}
      <Pill tone={count === 0 ? 'good' : soon || daysLeft === null ? 'waiting' : 'going'}>
        {view.t('work.waiting', { count })}
      </Pill>
      {dueOn && <span class="soft"> {view.t('work.nearest', { day: view.date(dueOn), days: daysLeft ?? 0 })}</span>}
    </>
  )
}
