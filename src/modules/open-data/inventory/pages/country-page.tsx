import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { CountryInventory } from '../replies.ts'
import { HoldingStatePill } from './holding-state.tsx'
import { metaOf } from './inventory-page.tsx'
import { inState, States } from './states.tsx'

interface Props {
  reply: CountryInventory
  view: View
}

const PATH = '/data/inventory'

/** What all institutions hold: one list, one file. */
export function CountryPage({ reply, view }: Props) {
  const { t } = view
  return (
    <ColumnPage
      view={view}
      title={t('open-data.inventory.country')}
      description={t('open-data.inventory.country.lead')}
      origin={view.publicUrl}
      noindex={view.search !== ''}
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/institutions', label: t('open-data.catalogue.institutions') },
      ]}
      lead={t('open-data.inventory.country.lead')}
      meta={t('open-data.inventory.country.institutions', { count: reply.institutions })}
    >
      {reply.institutions === 0 ? (
        <EmptyState
          title={t('open-data.inventory.country.none')}
          next={
            <ButtonLink kind="quiet" href={view.href('/data/institutions')}>
              {t('open-data.catalogue.institutions')}
            </ButtonLink>
          }
        >
          {t('open-data.inventory.country.none.text')}
        </EmptyState>
      ) : (
        <Held reply={reply} view={view} />
      )}
      <p class="soft">{t('open-data.inventory.law')}</p>
    </ColumnPage>
  )
}

function Held({ reply, view }: Props) {
  const { t } = view
  const first = inState(view, PATH, reply.state)
  return (
    <>
      <States reply={reply} view={view} path={PATH} />
      <Section id="held" title={t('open-data.inventory.count', { count: reply.total })}>
        {reply.items.length === 0 && <p>{t('open-data.inventory.none-so')}</p>}
        <RowList
          view={view}
          items={reply.items.map((item) => ({
            title: item.title.text,
            href: view.href(`/data/institutions/${item.institution.slug}/inventory/${item.number}`),
            lang: otherLang(item.title.lang, view),
            meta: dotted([item.institution.name, metaOf(item, view)]),
            state: <HoldingStatePill state={item.state} view={view} />,
          }))}
        />
        <Pagination
          view={view}
          next={reply.next === null ? undefined : `${first}${first.includes('?') ? '&' : '?'}after=${reply.next}`}
          first={reply.first ? undefined : first}
        />
      </Section>
      <p>
        {t('open-data.inventory.download')}: <a href={`${PATH}.csv`}>CSV</a> · <a href={`${PATH}.json`}>JSON</a>
      </p>
    </>
  )
}
