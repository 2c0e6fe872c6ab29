import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { type ClosedReason, closedReasons } from '../holding.ts'
import type { HoldingView } from '../replies.ts'
import { HoldingStatePill } from './holding-state.tsx'

interface Props {
  reply: HoldingView
  view: View
}

/** One thing that an institution holds, and what was promised of it before. */
export function HoldingPage({ reply, view }: Props) {
  const { t } = view
  const { institution, title, about, state } = reply
  const path = `/data/institutions/${institution.slug}`
  return (
    <Page view={view} title={title.text} origin={view.publicUrl}>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.catalogue.title') },
            { path, label: institution.name },
            { path: `${path}/inventory`, label: t('open-data.inventory.name') },
          ]}
        />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={title.text}
              titleLang={title.lang}
              state={<HoldingStatePill state={state} view={view} />}
              meta={t('open-data.inventory.number', { number: reply.number, name: institution.name })}
            />
            {about && <p lang={about.lang}>{about.text}</p>}
            <SummaryList view={view} rows={factsOf(reply, view)} />
            <History reply={reply} view={view} />
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

function factsOf(reply: HoldingView, view: View): SummaryRow[] {
  const { t } = view
  const { steward, dataset, dueOn, state, reason, legalBasis, registerUrl } = reply
  const rows: (SummaryRow | null)[] = [
    { question: t('open-data.inventory.steward'), answer: steward.text, lang: otherLang(steward.lang, view) },
    dataset && {
      question: t('open-data.inventory.dataset'),
      answer: (
        <a href={view.href(`/data/${dataset.name}`)} lang={dataset.title.lang}>
          {dataset.title.text}
        </a>
      ),
    },
    dueOn === null || state === 'published'
      ? null
      : { question: t('open-data.inventory.due-on'), answer: view.date(dueOn) },
    reason && { question: t('open-data.inventory.why'), answer: t(`open-data.inventory.reason.${reason}`) },
    legalBasis && {
      question: t('open-data.inventory.legal-basis'),
      answer: legalBasis.text,
      lang: otherLang(legalBasis.lang, view),
    },
    registerUrl === null
      ? null
      : {
          question: t('open-data.inventory.register'),
          answer: (
            <a href={registerUrl} rel="noopener nofollow" class="break-anywhere">
              {registerUrl}
            </a>
          ),
        },
  ]
  return rows.filter((row) => row !== null)
}

function History({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="history" title={t('open-data.inventory.history')} note={t('open-data.inventory.history.note')}>
      <ul class="rows">
        {reply.history.map(({ seq, at, act, changes }) => (
          <li class="row" key={seq}>
            <h3 class="row-title">{t(`open-data.inventory.history.${act}`)}</h3>
            <p class="row-meta">{view.date(at)}</p>
            {changes.length > 0 && (
              <ul>
                {changes.map((change) => (
                  <li key={change.field}>{changeInWords(change, view)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Change = HoldingView['history'][number]['changes'][number]

function changeInWords({ field, before, after }: Change, view: View): string {
  const { t } = view
  const [name = '', lang] = field.split('.')
  const label = dotted([labels(view)[name] ?? name, lang])
  if (name === 'dataset' || name === 'about') return label
  const words = (value: string | null) => (value === null ? '–' : valueInWords(name, value, view))
  return t('open-data.inventory.history.became', { field: label, before: words(before), after: words(after) })
}

function valueInWords(field: string, value: string, view: View): string {
  if (field === 'dueOn') return view.date(value)
  if (field === 'openness') return view.t(value === 'open' ? 'open-data.inventory.open' : 'open-data.inventory.closed')
  if (field === 'reason' && closedReasons.includes(value as ClosedReason))
    return view.t(`open-data.inventory.reason.${value as ClosedReason}`)
  return value
}

function labels({ t }: View): Record<string, string> {
  return {
    title: t('open-data.inventory.what'),
    about: t('open-data.inventory.about'),
    steward: t('open-data.inventory.steward'),
    openness: t('open-data.inventory.openness'),
    dueOn: t('open-data.inventory.due-on'),
    dataset: t('open-data.inventory.dataset'),
    reason: t('open-data.inventory.why'),
    legalBasis: t('open-data.inventory.legal-basis'),
    registerUrl: t('open-data.inventory.register'),
  }
}
