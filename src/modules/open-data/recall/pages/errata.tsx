import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { ErratumView } from '../replies.ts'

/** What was wrong in the version that is shown, or in one that it replaces. */
export function Errata({ view, errata }: { view: View; errata: ErratumView[] }) {
  return (
    <>
      {errata.map((erratum) => (
        <Notice
          key={erratum.publishedAt}
          kind="warning"
          title={view.t('open-data.recall.erratum', { seq: erratum.seq, day: view.date(erratum.publishedAt) })}
        >
          <ErratumText view={view} erratum={erratum} />
        </Notice>
      ))}
    </>
  )
}

export function ErratumText({ view, erratum }: { view: View; erratum: ErratumView }) {
  const { text, replacedBy } = erratum
  return (
    <>
      <p lang={otherLang(text.lang, view)}>{text.text}</p>
      <p>
        {replacedBy === null
          ? view.t('open-data.recall.erratum.no-other')
          : view.t('open-data.recall.erratum.replaced', { seq: replacedBy })}
      </p>
    </>
  )
}
