import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import type { PetitionList } from '../replies.ts'
import { stateTone } from './state-tone.ts'

export function ListPage({ reply, view }: { reply: PetitionList; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.nav')} description={t('petitions.list.lead')}>
      <Wrap>
        <div class="stack">
          <Heading
            title={t('petitions.nav')}
            lead={t('petitions.list.lead')}
            meta={t('petitions.list.total', { count: reply.total })}
          />
          <p>
            <ButtonLink href={view.href('/petitions/new')}>{t('petitions.start.new.title')}</ButtonLink>
          </p>
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('petitions.list.empty')}
              next={<a href={view.href('/petitions/new')}>{t('petitions.start.new.title')}</a>}
            />
          ) : (
            <RowList
              view={view}
              items={reply.items.map((item) => ({
                title: item.title,
                href: view.href(`/petitions/${item.number}-${item.slug}`),
                lang: item.lang,
                meta: `${item.place.name} · ${view.date(item.listedAt)}`,
                state: (
                  <Pill tone={stateTone({ ...item, takesSignatures: item.state === 'open' })}>
                    {t(`petitions.state.${item.state}`)}
                  </Pill>
                ),
                // One that was refused before it was published never took signatures.
                number:
                  item.publishedAt === null
                    ? undefined
                    : {
                        value: item.total,
                        of: item.next
                          ? t('petitions.list.of', { count: item.total, goal: item.next.signatures })
                          : t('petitions.list.signatures', { count: item.total }),
                      },
              }))}
            />
          )}
          <Pagination view={view} next={reply.next ? view.href(`/petitions?after=${reply.next}`) : undefined} />
        </div>
      </Wrap>
    </Page>
  )
}
