import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { holdingStates } from '../holding.ts'
import type { InventoryDesk } from '../replies.ts'
import { HoldingStatePill } from './holding-state.tsx'
import { inState, States } from './states.tsx'

interface Props {
  reply: InventoryDesk
  view: View
}

/** The inventory of an officer's institution: what is overdue can be seen, and everything changed. */
export function InventoryDeskPage({ reply, view }: Props) {
  const { t } = view
  const all = holdingStates.reduce((sum, state) => sum + reply.counts[state], 0)
  const acts = (
    <>
      <ButtonLink href={view.href('/work/data-inventory/new')}>{t('open-data.inventory.new')}</ButtonLink>
      <ButtonLink kind="quiet" href={view.href('/work/data-inventory/import')}>
        {t('open-data.inventory.import')}
      </ButtonLink>
    </>
  )
  return (
    <WorkPage view={view} title={t('open-data.inventory.desk')} lead={t('open-data.inventory.desk.lead')}>
      {reply.imported && (
        <Notice kind="success" title={t('open-data.inventory.imported')}>
          <p>{t('open-data.inventory.imported.text', reply.imported)}</p>
        </Notice>
      )}
      <Institutions reply={reply} view={view} />
      {all === 0 ? (
        <EmptyState title={t('open-data.inventory.none')} next={<span class="actions">{acts}</span>}>
          {t('open-data.inventory.desk.none')}
        </EmptyState>
      ) : (
        <>
          <Actions>{acts}</Actions>
          <Holdings reply={reply} view={view} />
        </>
      )}
    </WorkPage>
  )
}

/** The public page of each; who works for several chooses whose inventory to see. */
function Institutions({ reply, view }: Props) {
  const { t } = view
  return (
    <ul>
      {reply.institutions.map(({ id, name, slug }) => (
        <li key={id}>
          {reply.institutions.length > 1 ? (
            <a href={`${view.href('/work/data-inventory')}?organisation=${id}`}>{name}</a>
          ) : (
            name
          )}
          {': '}
          <a href={view.href(`/data/institutions/${slug}/inventory`)}>
            {t('open-data.inventory.public')}
            <span class="ds-sr-only">: {name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Holdings({ reply, view }: Props) {
  const { t } = view
  const organisation = new URLSearchParams(view.search).get('organisation')
  const path = `/work/data-inventory${organisation ? `?organisation=${encodeURIComponent(organisation)}` : ''}`
  return (
    <>
      <States reply={reply} view={view} path={path} />
      <QueueTable
        view={view}
        caption={t('open-data.inventory.desk')}
        captionHidden
        rows={reply.items}
        rowKey={({ id }) => id}
        href={({ id }) => view.href(`/work/data-inventory/${id}`)}
        title={({ title }) => title.text}
        titleHeader={t('open-data.inventory.what')}
        titleLang={({ title }) => title.lang}
        columns={[
          {
            key: 'steward',
            header: t('open-data.inventory.steward'),
            cell: ({ steward }) => <span lang={otherLang(steward.lang, view)}>{steward.text}</span>,
          },
          {
            key: 'state',
            header: t('open-data.inventory.state'),
            cell: ({ state }) => <HoldingStatePill state={state} view={view} />,
          },
          {
            key: 'due',
            header: t('open-data.inventory.due-on'),
            unbroken: true,
            cell: ({ dueOn }) => (dueOn ? view.date(dueOn, 'short') : '–'),
          },
        ]}
      />
      <Pagination
        view={view}
        next={reply.next === null ? undefined : inState(view, path, reply.state, reply.next)}
        first={reply.first ? undefined : inState(view, path, reply.state)}
      />
    </>
  )
}
