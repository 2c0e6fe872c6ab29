import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { holdingStates } from '../holding.ts'
import type { HoldingItem, InventoryView } from '../replies.ts'
import { HoldingStatePill } from './holding-state.tsx'
import { inState, States } from './states.tsx'

interface Props {
  reply: InventoryView
  view: View
}

/** What an institution holds: what is open, what will be and when, what will not be and why. */
export function InventoryPage({ reply, view }: Props) {
  const { t } = view
  const { institution, counts } = reply
  const all = holdingStates.reduce((sum, state) => sum + counts[state], 0)
  const title = t('open-data.inventory.title', { name: institution.name })
  return (
    <ColumnPage
      view={view}
      title={title}
      description={t('open-data.inventory.lead')}
      origin={view.publicUrl}
      noindex={view.search !== ''}
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/institutions', label: t('open-data.catalogue.institutions') },
        { path: `/data/institutions/${institution.slug}`, label: institution.name },
      ]}
      lead={t('open-data.inventory.lead')}
    >
      {all === 0 ? (
        <EmptyState
          title={t('open-data.inventory.none')}
          next={
            <ButtonLink kind="quiet" href={view.href(`/data/institutions/${institution.slug}`)}>
              {t('open-data.inventory.none.next')}
            </ButtonLink>
          }
        >
          {t('open-data.inventory.none.text')}
        </EmptyState>
      ) : (
        <Held reply={reply} view={view} />
      )}
      <p>
        <a href={view.href('/data/inventory')}>{t('open-data.inventory.country.link')}</a>
      </p>
      <p class="soft">{t('open-data.inventory.law')}</p>
    </ColumnPage>
  )
}

function Held({ reply, view }: Props) {
  const { t } = view
  const path = `/data/institutions/${reply.institution.slug}/inventory`
  return (
    <>
      <States reply={reply} view={view} path={path} />
      <Section id="held" title={t('open-data.inventory.count', { count: reply.total })}>
        {reply.items.length === 0 && <p>{t('open-data.inventory.none-so')}</p>}
        <RowList
          view={view}
          items={reply.items.map((item) => ({
            title: item.title.text,
            href: view.href(`${path}/${item.number}`),
            lang: otherLang(item.title.lang, view),
            meta: <HoldingMeta item={item} view={view} />,
            state: <HoldingStatePill state={item.state} view={view} />,
          }))}
        />
        <Pagination
          view={view}
          next={reply.next === null ? undefined : inState(view, path, reply.state, reply.next)}
          first={reply.first ? undefined : inState(view, path, reply.state)}
        />
      </Section>
      <p>
        {t('open-data.inventory.download')}: <a href={`${path}.csv`}>CSV</a> · <a href={`${path}.json`}>JSON</a>
      </p>
    </>
  )
}

/** As between the parts of a line. */
const DOT = '\u00a0· '

/** Who answers for it, and when it comes or why it does not. */
export function HoldingMeta({ item, view, before }: { item: HoldingItem; view: View; before?: string }) {
  const { t } = view
  const { steward, state, dueOn, reason } = item
  const more = dotted([
    state === 'planned' && dueOn && t('open-data.inventory.due', { day: view.date(dueOn) }),
    state === 'overdue' && dueOn && t('open-data.inventory.was-due', { day: view.date(dueOn) }),
    reason && t(`open-data.inventory.reason.${reason}`),
  ])
  return (
    <>
      {before && `${before}${DOT}`}
      <span lang={otherLang(steward.lang, view)}>{steward.text}</span>
      {more && `${DOT}${more}`}
    </>
  )
}
