import type { View } from '#kernel/i18n/view.ts'
import { BarChart } from '#ui/components/BarChart.tsx'
import { BigNumber } from '#ui/components/BigNumber.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { LedgerView } from '../replies.ts'

interface Props {
  reply: LedgerView
  view: View
}

/** What the public log is, how far it has come, who watches it, and how anybody checks it. */
export function LedgerPage({ reply, view }: Props) {
  const { t } = view
  return (
    <Page view={view} title={t('ledger.title')} description={t('ledger.lead')}>
      <Wrap>
        <div class="stack-wide">
          <Heading title={t('ledger.title')} lead={t('ledger.lead')} />
          <State reply={reply} view={view} />
          <p>
            <ButtonLink href={view.href('/ledger/receipt-check')}>{t('ledger.check.title')}</ButtonLink>
          </p>
          <HowToVerify reply={reply} view={view} />
          <Witnesses reply={reply} view={view} />
          <Growth reply={reply} view={view} />
          <Latest reply={reply} view={view} />
        </div>
      </Wrap>
    </Page>
  )
}

function State({ reply, view }: Props) {
  const { t } = view
  if (reply.signedAt === null) return <Notice title={t('ledger.not-begun')} />
  return (
    <BigNumber
      view={view}
      value={reply.size}
      of={t('ledger.entries', { count: reply.size })}
      note={
        <>
          {t('ledger.signed-at', { time: view.dateTime(reply.signedAt) })}{' '}
          {reply.waiting > 0 ? t('ledger.waiting', { count: reply.waiting }) : t('ledger.nothing-waits')}
        </>
      }
    />
  )
}

function HowToVerify({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="verify" title={t('ledger.verify')}>
      <div class="measure stack">
        <p>{t('ledger.verify.how')}</p>
        <pre class="code" tabindex={0}>
          <code>node punte-verify.mjs {view.publicUrl}</code>
        </pre>
        <p>{t('ledger.verify.budgets')}</p>
        <pre class="code" tabindex={0}>
          <code>node punte-recount-budget.mjs {view.publicUrl}</code>
        </pre>
        <p>{t('ledger.verify.what')}</p>
        <ul class="points">
          <li>{t('ledger.proves.there')}</li>
          <li>{t('ledger.proves.order')}</li>
          <li>{t('ledger.proves.counts')}</li>
        </ul>
        <p>{t('ledger.proves.not')}</p>
        {reply.vkey && (
          <Details summary={t('ledger.technical')}>
            <p>{t('ledger.key')}</p>
            <pre class="code" tabindex={0}>
              <code>{reply.vkey}</code>
            </pre>
            <p>
              <a href="/ledger/checkpoint">{t('ledger.checkpoint')}</a> ·{' '}
              <a href="/ledger/vkey">{t('ledger.key.file')}</a>
            </p>
          </Details>
        )}
      </div>
    </Section>
  )
}

function Witnesses({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="witnesses" title={t('ledger.witnesses')} note={t('ledger.witnesses.note')}>
      {reply.witnesses.length === 0 ? (
        <p>{t('ledger.witnesses.none')}</p>
      ) : (
        <Table
          caption={t('ledger.witnesses')}
          captionHidden
          rows={reply.witnesses}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: t('ledger.witness'), names: true, cell: ({ name }) => name },
            {
              key: 'state',
              header: t('ledger.witness.state'),
              cell: ({ cosigned }) =>
                cosigned ? (
                  <Pill tone="good">{t('ledger.witness.signed')}</Pill>
                ) : (
                  <Pill tone="overdue">{t('ledger.witness.missing')}</Pill>
                ),
            },
            {
              key: 'last',
              header: t('ledger.witness.last'),
              numeric: true,
              cell: ({ lastSize }) => (lastSize === null ? '—' : view.number(lastSize)),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Growth({ reply, view }: Props) {
  const { t } = view
  if (reply.size === 0) return null
  return (
    <Section id="growth" title={t('ledger.by-day')}>
      <BarChart
        view={view}
        label={t('ledger.by-day')}
        counted={t('ledger.entries-counted')}
        days={reply.byDay.map(({ day, entries }) => ({ date: day, count: entries }))}
      />
    </Section>
  )
}

function Latest({ reply, view }: Props) {
  const { t } = view
  if (reply.latest.length === 0) return null
  return (
    <Section id="latest" title={t('ledger.latest')} note={t('ledger.latest.note')}>
      <Table
        caption={t('ledger.latest')}
        captionHidden
        rows={reply.latest}
        rowKey={({ index }) => index}
        columns={[
          { key: 'index', header: t('ledger.index'), numeric: true, cell: ({ index }) => view.number(index) },
          { key: 'says', header: t('ledger.what'), names: true, cell: ({ says }) => says },
          { key: 'entry', header: t('ledger.entry'), cell: ({ entry }) => <code class="entry">{entry}</code> },
        ]}
      />
    </Section>
  )
}
