import { CitedInSection } from '#commons/citations/pages/cites-section.tsx'
import { DiscussionLink } from '#commons/discussion/pages/discussion-link.tsx'
import { FollowLinks } from '#commons/notices/following/pages/follow-links.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { AroundView } from '../around-view.ts'
import { ReuseRows } from './reuse-rows.tsx'

interface Props {
  around: AroundView
  dataset: { name: string; withdrawn: unknown }
  view: View
}

/** What others say about a dataset and made of it, and the ways to say something oneself. */
export function AroundSection({ around, dataset, view }: Props) {
  const { t } = view
  const standing = dataset.withdrawn === null
  return (
    <>
      <Badges around={around} view={view} />
      {around.made.total > 0 && (
        <Section id="reuses" title={t('open-data.around.made.of-it')}>
          <ReuseRows items={around.made.items} view={view} />
        </Section>
      )}
      {around.beside.total > 0 && (
        <Section id="beside" title={t('open-data.around.beside')} note={t('open-data.around.beside.note')}>
          <ReuseRows items={around.beside.items} view={view} />
        </Section>
      )}
      <CitedInSection lines={around.citedIn} view={view} />
      <Section id="talk" title={t('open-data.around.talk')}>
        <ul>
          <li>
            <DiscussionLink view={view} kind="datasets" number={around.number} comments={around.comments} />
          </li>
          {around.made.total + around.beside.total > around.made.items.length + around.beside.items.length && (
            <li>
              <a href={view.href(`/data/reuses?dataset=${dataset.name}`)}>{t('open-data.around.all')}</a>
            </li>
          )}
          {standing && (
            <li>
              <a href={view.href(`/data/reuses/new?dataset=${dataset.name}`)}>{t('open-data.around.propose')}</a>
            </li>
          )}
          {standing && (
            <li>
              <a href={view.href(`/data/challenges/proposals/new?dataset=${dataset.name}`)}>
                {t('open-data.proposals.with-data')}
              </a>
            </li>
          )}
        </ul>
        {standing && <FollowLinks view={view} kind="datasets" subject={dataset.name} />}
      </Section>
    </>
  )
}

/** Each with the reason for which it is there. */
function Badges({ around: { badges }, view }: Pick<Props, 'around' | 'view'>) {
  const { t } = view
  if (badges.length === 0) return null
  return (
    <Section id="badges" title={t('open-data.around.badges')} note={t('open-data.around.badges.note')}>
      <ul class="plain-list">
        {badges.map(({ badge, figure }) => (
          <li key={badge}>
            <Pill tone="good">{t(`open-data.around.badge.${badge}`)}</Pill>{' '}
            {t(`open-data.around.badge.${badge}.why`, { count: figure ?? 0 })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
