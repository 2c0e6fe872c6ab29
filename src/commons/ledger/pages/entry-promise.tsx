import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { EntryPromise } from '../replies.ts'

/** The states in which the entry can be named. */
type Named = Exclude<EntryPromise['state'], 'erased' | 'unknown'>

const tones: Record<Named, Tone> = { acknowledged: 'waiting', late: 'overdue', published: 'good' }

interface Props {
  promise: EntryPromise
  view: View
  /** Path of the receipt's file. */
  file: string
  /** A form that has it sent by mail, where there is one. */
  mail?: ComponentChildren
}

/** An entry of the log as the one whom it concerns sees it: what was written, and whether it is published yet. */
export function EntryPromiseSection({ promise, view, file, mail }: Props) {
  const { t } = view
  const { state } = promise
  return (
    <Section id="log-entry" title={t('ledger.promise.title')}>
      {state === 'erased' || state === 'unknown' ? (
        <p>{t(`ledger.promise.${state}`)}</p>
      ) : (
        <NamedEntry promise={promise} state={state} view={view} />
      )}
      {state === 'published' && (
        <ButtonLink href={file} kind="quiet">
          {t('ledger.promise.download')}
        </ButtonLink>
      )}
      {promise.index !== null && mail}
      <p>
        <a href={view.href('/ledger/receipt-check')}>{t('ledger.check.title')}</a> ·{' '}
        <a href={view.href('/ledger')}>{t('ledger.title')}</a>
      </p>
    </Section>
  )
}

function NamedEntry({ promise, state, view }: Pick<Props, 'promise' | 'view'> & { state: Named }) {
  const { t } = view
  const { index, leafHash, withinSeconds: seconds } = promise
  return (
    <SummaryList
      view={view}
      rows={[
        { question: t('ledger.promise.written'), answer: t('ledger.promise.entry', { index: index ?? 0 }) },
        {
          question: t('ledger.promise.publication'),
          answer: (
            <>
              <Pill tone={tones[state]}>{t(`ledger.promise.pill.${state}`)}</Pill>{' '}
              {t(`ledger.promise.says.${state}`, { seconds })}
            </>
          ),
        },
        { question: t('ledger.promise.hash'), answer: <code class="entry">{leafHash}</code> },
      ]}
    />
  )
}
