import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { ItemView } from '../replies.ts'
import { QUEUE } from './queue-page.tsx'
import { decisionLine, wordOf } from './words.ts'

interface Props {
  about: NonNullable<ItemView['about']>
  reply: ItemView
  view: View
}

/** What is to be read before deciding: the text and everything known about it. */
export function ItemText({ about, reply, view }: Props) {
  const { t } = view
  const lang = otherLang(reply.lang, view)
  return (
    <>
      {about.message && (
        <Notice title={t('petitions.moderation.appeal.says')}>
          <p lang={lang}>{about.message}</p>
          {about.maskReason && <p>{wordOf(view, 'mask-reason', about.maskReason)}</p>}
        </Notice>
      )}
      {about.flags.length > 0 && <Flags about={about} view={view} />}
      <Section id="text" title={t('petitions.moderation.item.text')} note={factsOf({ about, view })}>
        <Prose html={about.whyHtml} lang={lang} />
      </Section>
      <Findings about={about} view={view} />
      {about.documents.length > 0 && (
        <Section id="documents" title={t('petitions.moderation.item.documents')}>
          <ul>
            {about.documents.map(({ id, name, description, hidden }) => (
              <li key={id}>
                <a href={`${QUEUE}/${reply.id}/documents/${id}/${encodeURIComponent(name)}`}>{name}</a>
                {description && ` — ${description}`}
                {hidden && ` (${t('petitions.moderation.item.hidden')})`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="similar" title={t('petitions.moderation.item.similar')}>
        {about.similar.length === 0 ? (
          <p>{t('petitions.moderation.item.similar.none')}</p>
        ) : (
          <ul>
            {about.similar.map(({ number, slug, title, lang }) => (
              <li key={number}>
                <a href={view.href(`/petitions/${number}-${slug}`)} lang={lang}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {about.decisions.length > 0 && (
        <Section id="before" title={t('petitions.moderation.item.decisions')}>
          <ul>
            {about.decisions.map((one) => (
              <li key={one.at + one.decision}>
                {decisionLine(view, one)} · {view.date(one.at)}
                {one.text && <p lang={lang}>{one.text}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function factsOf({ about, view }: Pick<Props, 'about' | 'view'>): string {
  const { t } = view
  return [
    t('petitions.to', { who: view.list(about.addressees) }),
    about.starterName ? t('petitions.started-by', { name: about.starterName }) : t('petitions.started-by-resident'),
    t('petitions.moderation.item.supporters', { count: about.supporters }),
    ...(about.signatures > 0 ? [t('petitions.moderation.item.signatures', { count: about.signatures })] : []),
  ].join(' · ')
}

function Flags({ about, view }: Pick<Props, 'about' | 'view'>) {
  const { t } = view
  return (
    <Section id="flags" title={t('petitions.moderation.item.flags', { count: about.flags.length })}>
      <ul>
        {about.flags.map(({ reason, text, at }) => (
          <li key={at + reason}>
            {wordOf(view, 'flag-reason', reason)} · {view.date(at)}
            {text && <p>{text}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** A prompt to look, never a verdict: the page says so. */
function Findings({ about, view }: Pick<Props, 'about' | 'view'>) {
  const { t } = view
  return (
    <Section
      id="findings"
      title={t('petitions.moderation.item.findings')}
      note={t('petitions.moderation.item.findings.note')}
    >
      {about.findings.length === 0 ? (
        <p>{t('petitions.moderation.found.nothing')}</p>
      ) : (
        <Table
          caption={t('petitions.moderation.item.findings')}
          captionHidden
          rows={about.findings}
          rowKey={(row) => `${row.field} ${row.start}`}
          columns={[
            {
              key: 'kind',
              header: t('petitions.moderation.column.kind'),
              names: true,
              cell: (row) => wordOf(view, 'finding', row.kind),
            },
            {
              key: 'where',
              header: t('petitions.moderation.column.where'),
              cell: (row) => `${t(`petitions.moderation.field.${row.field}`)}, ${view.number(row.start + 1)}`,
            },
            { key: 'sample', header: t('petitions.moderation.column.sample'), cell: (row) => row.sample },
          ]}
        />
      )}
    </Section>
  )
}
