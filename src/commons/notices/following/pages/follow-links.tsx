import type { View } from '#kernel/i18n/view.ts'

interface Props {
  view: View
  /** As the address has it. */
  kind: string
  subject: string
  place?: { key: string; name: string } | undefined
}

/** The ways to follow what a public page is about; whether the reader does already stands on a page of their own. */
export function FollowLinks({ view, kind, subject, place }: Props) {
  const { t } = view
  return (
    <p class="soft">
      <a href={view.href(`/follow/${kind}/${subject}`)}>{t('notices.following.follow-this')}</a>
      {place && (
        <>
          {' · '}
          <a href={view.href(`/follow/places/${place.key}`)}>
            {t('notices.following.follow-place', { place: place.name })}
          </a>
        </>
      )}
    </p>
  )
}
