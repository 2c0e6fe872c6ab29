import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { sizeInWords } from '../../ingest/pages/size-in-words.ts'
import type { CorrectionsView } from '../replies.ts'
import { ErratumText } from './errata.tsx'

interface Props {
  reply: CorrectionsView
  view: View
}

/** What was taken down of a dataset and what was wrong in it: for who used it, and for who comes by an old link. */
export function CorrectionsPage({ reply, view }: Props) {
  const { t } = view
  const { name, title } = reply
  return (
    <ColumnPage
      view={view}
      title={t('open-data.recall.corrections.of', { title: title.text })}
      heading={t('open-data.recall.corrections')}
      noindex
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: `/data/${name}`, label: title.text },
      ]}
      lead={t('open-data.recall.corrections.lead')}
    >
      <Recalls reply={reply} view={view} />
      <Corrections reply={reply} view={view} />
    </ColumnPage>
  )
}

function Recalls({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="recalls" title={t('open-data.recall.recalls')}>
      {reply.recalls.length === 0 && <p>{t('open-data.recall.recalls.none')}</p>}
      {reply.recalls.map((one) => (
        <article class="stack" key={`${one.file.id} ${one.seq}`}>
          <h3 lang={otherLang(one.file.title.lang, view)}>
            {t('open-data.recall.file-and-version', { title: one.file.title.text, seq: one.seq })}
          </h3>
          <p lang={otherLang(one.lang ?? undefined, view)}>{one.text}</p>
          <SummaryList
            view={view}
            rows={[
              { question: t('open-data.recall.recalled-at'), answer: view.dateTime(one.recalledAt) },
              { question: t('open-data.recall.reason'), answer: t(`open-data.recall.because.${one.reason}`) },
              {
                question: t('open-data.recall.decided'),
                answer: one.by === 'officer' ? one.institution : t('open-data.recall.decided.administrator'),
              },
              { question: t('open-data.recall.published-at'), answer: view.dateTime(one.publishedAt) },
              {
                question: t('open-data.recall.now'),
                answer:
                  one.now === null ? t('open-data.recall.gone.none') : t('open-data.recall.gone.now', { seq: one.now }),
              },
              { question: t('open-data.recall.size'), answer: sizeInWords(view, one.size) },
              { question: 'SHA-256', answer: <code class="break-anywhere">{one.sha256}</code> },
            ]}
          />
        </article>
      ))}
    </Section>
  )
}

function Corrections({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="errata" title={t('open-data.recall.errata')}>
      {reply.errata.length === 0 && <p>{t('open-data.recall.errata.none')}</p>}
      {reply.errata.map((one) => (
        <article class="stack" key={one.publishedAt}>
          <h3 lang={otherLang(one.file.title.lang, view)}>
            {t('open-data.recall.file-and-version', { title: one.file.title.text, seq: one.seq })}
          </h3>
          <p class="soft">{view.dateTime(one.publishedAt)}</p>
          <ErratumText view={view} erratum={one} />
        </article>
      ))}
    </Section>
  )
}
