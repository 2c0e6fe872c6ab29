import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { ChallengeList } from '../replies.ts'
import { ChallengePill } from './challenge-parts.tsx'

const LIST = '/data/challenges'

/** Problems that data shows, and in which phase each is. */
export function ChallengesPage({ reply, view }: { reply: ChallengeList; view: View }) {
  const { t } = view
  return (
    <Page
      view={view}
      title={t('open-data.challenges.room')}
      description={t('open-data.challenges.lead')}
      noindex={!reply.first}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]} />
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('open-data.challenges.room')} lead={t('open-data.challenges.lead')} />
            <p>
              <ButtonLink href={view.href(`${LIST}/proposals/new`)} kind="quiet">
                {t('open-data.proposals.new')}
              </ButtonLink>
            </p>
          </div>
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('open-data.challenges.none')}
              next={<a href={view.href('/data/wishes')}>{t('open-data.wishes.room')}</a>}
            />
          ) : (
            <RowList
              view={view}
              items={reply.items.map((item) => ({
                title: item.title.text,
                lang: otherLang(item.title.lang, view),
                href: view.href(`${LIST}/${item.number}`),
                meta: dotted([
                  item.institution.name,
                  item.state === 'open' &&
                    t('open-data.challenges.until', {
                      day: view.date(
                        item.phase === 'teams'
                          ? item.teamsUntil
                          : item.phase === 'prototypes'
                            ? item.prototypesUntil
                            : item.pilotUntil,
                        'short',
                      ),
                    }),
                ]),
                state: <ChallengePill item={item} view={view} />,
                number: { value: item.teams, of: t('open-data.challenges.teams-of', { count: item.teams }) },
              }))}
            />
          )}
          <Pagination
            view={view}
            next={reply.next ? `${view.href(LIST)}?after=${reply.next}` : undefined}
            first={reply.first ? undefined : view.href(LIST)}
          />
        </div>
      </Wrap>
    </Page>
  )
}
