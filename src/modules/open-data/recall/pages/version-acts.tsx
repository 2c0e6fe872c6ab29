import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { VersionState } from '../../ingest/version.ts'
import { wayOf } from '../recall.ts'

interface Props {
  view: View
  /** Of the version's page, without language. */
  path: string
  version: { state: VersionState; publishedAt: string | null; dataset: { name: string; own: boolean; seen: boolean } }
}

/** On the page of a version, for its officers: to correct it, to take it down, to delete it; or that it is gone. */
export function VersionActs({ view, path, version }: Props) {
  const { t } = view
  const { state, publishedAt, dataset } = version
  if (state === 'recalled')
    return (
      <Notice kind="warning" title={t(publishedAt ? 'open-data.recall.is-recalled' : 'open-data.recall.is-deleted')}>
        {publishedAt && (
          <>
            <p>{t('open-data.recall.done.text')}</p>
            <p>
              <a href={view.href(`/data/${dataset.name}/corrections`)}>{t('open-data.recall.gone.more')}</a>
            </p>
            <p>
              <a href={view.href('/work/data-recalls')}>{t('open-data.recall.desk')}</a>
            </p>
          </>
        )}
      </Notice>
    )
  if (!dataset.own) return null
  const isPublic = wayOf(version) === 'recall'
  // What nobody read needs no correction, and there is no page on which it would stand.
  const mayCorrect = isPublic && dataset.seen
  return (
    <Section
      id="take-down"
      title={t('open-data.recall.acts')}
      note={
        isPublic && !mayCorrect ? undefined : t(isPublic ? 'open-data.recall.acts.note' : 'open-data.recall.acts.draft')
      }
    >
      <Actions>
        {mayCorrect && (
          <ButtonLink kind="quiet" href={view.href(`${path}/correction`)}>
            {t('open-data.recall.acts.correct')}
          </ButtonLink>
        )}
        <ButtonLink kind="danger" href={view.href(`${path}/recall`)}>
          {t(isPublic ? 'open-data.recall.acts.recall' : 'open-data.recall.acts.delete')}
        </ButtonLink>
      </Actions>
    </Section>
  )
}
