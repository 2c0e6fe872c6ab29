import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Timeline } from '#ui/components/Timeline.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { versionsPath } from '../../../versions/addresses.ts'
import { datasetPath } from '../../dataset-path.ts'
import type { DatasetHistory } from '../replies.ts'

type Entry = DatasetHistory['entries'][number]

/** What happened to a dataset since it is public, newest first, with what each change took away and brought. */
export function HistoryPage({ reply, view }: { reply: DatasetHistory; view: View }) {
  const { t } = view
  return (
    <ColumnPage
      view={view}
      title={t('open-data.catalogue.history.of', { title: reply.title.text })}
      heading={t('open-data.catalogue.history')}
      noindex
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: datasetPath(reply), label: reply.title.text },
      ]}
      lead={t('open-data.catalogue.history.lead')}
    >
      <Timeline
        view={view}
        steps={reply.entries.map((entry) => ({
          state: entry.act === 'withdraw' || entry.act === 'recall' ? 'stopped' : 'done',
          title: t(`open-data.catalogue.did.${entry.act}`),
          meta: view.dateTime(entry.at),
          body: entry.version ? (
            <Version version={entry.version} entry={entry} reply={reply} view={view} />
          ) : (
            <Changes entry={entry} view={view} />
          ),
        }))}
      />
    </ColumnPage>
  )
}

function Version({
  version,
  entry,
  reply,
  view,
}: {
  version: NonNullable<Entry['version']>
  entry: Entry
  reply: DatasetHistory
  view: View
}) {
  const { distribution, title, seq, rows, recalled } = version
  const label = `${title.text}: ${view.t('open-data.ingest.version', { seq })}`
  return (
    <div class="stack">
      <p>
        <a href={view.href(versionsPath({ dataset: reply, distribution }))}>{label}</a>{' '}
        <span class="soft">
          {recalled
            ? view.t('open-data.catalogue.history.recalled')
            : view.t('open-data.catalogue.rows', { count: rows })}
        </span>
      </p>
      <Why entry={entry} view={view} />
    </div>
  )
}

function Why({ entry: { reason, reasonLang }, view }: { entry: Entry; view: View }) {
  return reason && <p lang={otherLang(reasonLang ?? undefined, view)}>{reason}</p>
}

function Changes({ entry, view }: { entry: Entry; view: View }) {
  const { t } = view
  return (
    <div class="stack">
      <Why entry={entry} view={view} />
      {entry.changes.map(({ field, lang, lines }, at) => (
        <div key={at} class="stack">
          <p>
            <strong>
              {lang
                ? t('open-data.catalogue.field.in', { field: t(`open-data.catalogue.field.${field}`), lang })
                : t(`open-data.catalogue.field.${field}`)}
            </strong>
          </p>
          {lines.length === 0 && <p>{t('open-data.catalogue.line.unsaid')}</p>}
          {lines.map(({ kind, text }, line) => (
            <ChangedLine key={line} kind={kind} text={text} lang={lang ?? undefined} view={view} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Read aloud, a line says whether it went or came; its look only repeats it. */
function ChangedLine({
  kind,
  text,
  lang,
  view,
}: {
  kind: 'same' | 'gone' | 'new'
  text: string
  lang: string | undefined
  view: View
}) {
  if (kind === 'same')
    return (
      <p class="soft" lang={lang}>
        {text}
      </p>
    )
  const Marked = kind === 'gone' ? 'del' : 'ins'
  return (
    <p>
      {view.t(`open-data.catalogue.line.${kind}`)} <Marked lang={lang}>{text}</Marked>
    </p>
  )
}
