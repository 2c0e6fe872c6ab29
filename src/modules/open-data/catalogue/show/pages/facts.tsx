import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { DatasetView } from '../replies.ts'

/** Everything that the description says, what nobody said left out. */
export function factsOf(reply: DatasetView, view: View): SummaryRow[] {
  const { t } = view
  const { licence, themes, keywords, keywordsLang, place, highValue, accessRights } = reply
  return [
    {
      question: t('open-data.catalogue.facet.licence'),
      answer: licence.url ? (
        <a href={licence.url} rel="license noopener">
          {licence.name}
        </a>
      ) : (
        licence.name
      ),
    },
    { question: t('open-data.catalogue.facet.frequency'), answer: frequencyOf(reply, view) },
    ...row(t('open-data.catalogue.period'), periodOf(reply, view)),
    ...row(t('open-data.catalogue.place'), place?.name),
    ...row(
      t('open-data.catalogue.facet.theme'),
      themes.length > 0 && (
        <ul class="chips">
          {themes.map(({ code, name }) => (
            <li key={code}>
              <a class="chip chip-plain" href={view.href(`/data?theme=${encodeURIComponent(code)}`)}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      ),
    ),
    ...row(
      t('open-data.catalogue.keywords'),
      keywords.length > 0 && (
        <ul class="chips" lang={otherLang(keywordsLang, view)}>
          {keywords.map((word) => (
            <li key={word}>
              <a class="chip chip-plain" href={view.href(`/data?keyword=${encodeURIComponent(word)}`)}>
                {word}
              </a>
            </li>
          ))}
        </ul>
      ),
    ),
    ...row(t('open-data.catalogue.facet.highValue'), highValue?.name),
    ...row(
      t('open-data.catalogue.access'),
      accessRights !== 'PUBLIC' && t(`open-data.catalogue.access.${accessRights}`),
    ),
    ...row(t('open-data.catalogue.contact'), contactOf(reply)),
    ...row(t('open-data.catalogue.published-on'), reply.publishedAt !== null && view.date(reply.publishedAt)),
    { question: t('open-data.catalogue.address'), answer: <code>{reply.name}</code> },
  ]
}

function row(question: string, answer: SummaryRow['answer'] | undefined): SummaryRow[] {
  return answer ? [{ question, answer }] : []
}

function frequencyOf({ frequency, dueOn, late }: DatasetView, view: View): string {
  if (dueOn === null) return frequency.name
  const key = late ? 'open-data.catalogue.was-due' : 'open-data.catalogue.is-due'
  return `${frequency.name}; ${view.t(key, { day: view.date(dueOn) })}`
}

/** The time that data covers, in words; null where nobody said. */
export function periodOf(
  { coversFrom, coversTo }: Pick<DatasetView, 'coversFrom' | 'coversTo'>,
  view: View,
): string | null {
  if (coversFrom && coversTo) return view.days(coversFrom, coversTo)
  if (coversFrom) return view.t('open-data.catalogue.from-day', { day: view.date(coversFrom) })
  return coversTo && view.t('open-data.catalogue.to-day', { day: view.date(coversTo) })
}

function contactOf({ contact: { name, email, url } }: DatasetView): SummaryRow['answer'] {
  if (!name && !email && !url) return null
  return (
    <>
      {name && <div>{name}</div>}
      {email && (
        <div>
          <a href={`mailto:${email}`}>{email}</a>
        </div>
      )}
      {url && (
        <div>
          <a href={url} rel="noopener">
            {url}
          </a>
        </div>
      )}
    </>
  )
}
