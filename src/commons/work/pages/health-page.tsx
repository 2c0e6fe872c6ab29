import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { HealthView } from '../health.ts'
import { WorkPage } from './work-page.tsx'

const SLOW_MS = 100
const LATE_SECONDS = 300
const LITTLE_DISK = 0.1

/** How the house runs now. */
export function HealthPage({ reply, view }: { reply: HealthView; view: View }) {
  const { t } = view
  const state = (good: boolean, words: string) => <Pill tone={good ? 'good' : 'overdue'}>{words}</Pill>
  const gigabytes = (bytes: number) => view.number(Math.round(bytes / 2 ** 30))
  return (
    <WorkPage
      view={view}
      title={t('work.health.title')}
      lead={t('work.health.lead')}
      meta={t('work.health.at', { at: view.dateTime(view.now) })}
    >
      {reply.alarms.length > 0 && (
        <Notice kind="danger" title={t('work.health.alarms', { count: reply.alarms.length })}>
          <ul>
            {reply.alarms.map(({ text, since, path }) => (
              <li key={text}>
                <a href={view.href(path)}>{text}</a> ({t('work.health.since', { since: view.dateTime(since) })})
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <SummaryList
        view={view}
        rows={[
          {
            question: t('work.health.database', { version: reply.databaseVersion }),
            answer: state(reply.databaseMs < SLOW_MS, t('work.health.ms', { ms: reply.databaseMs })),
          },
          {
            question: t('work.health.migrations'),
            answer: state(reply.migrated, t(reply.migrated ? 'work.health.migrated' : 'work.health.not-migrated')),
          },
          {
            question: t('work.health.mails'),
            answer: (
              <>
                {state(reply.oldestMailSeconds < LATE_SECONDS, t('work.health.unsent', { count: reply.unsentMails }))}
                {reply.unsentMails > 0 && (
                  <p>{t('work.health.oldest', { minutes: Math.round(reply.oldestMailSeconds / 60) })}</p>
                )}
              </>
            ),
          },
          {
            question: t('work.health.failed-mails'),
            answer: state(reply.failedMails === 0, view.number(reply.failedMails)),
          },
          {
            question: t('work.health.refused-mails'),
            answer: view.number(reply.refusedMails),
          },
          {
            question: t('work.health.mail-trap'),
            answer: reply.mailTrap ? (
              <Pill tone="waiting">{t('work.health.mail-trap.on')}</Pill>
            ) : (
              state(true, t('work.health.mail-trap.off'))
            ),
          },
          {
            question: t('work.health.failed-jobs'),
            answer: state(reply.failedJobs === 0, view.number(reply.failedJobs)),
          },
          {
            question: t('work.health.disk'),
            answer: state(
              reply.diskFree > reply.diskTotal * LITTLE_DISK,
              t('work.health.free', { free: gigabytes(reply.diskFree), total: gigabytes(reply.diskTotal) }),
            ),
          },
        ]}
      />
      <Section id="gauges" title={t('work.health.gauges')} note={t('work.health.gauges.note')}>
        <Table
          caption={t('work.health.gauges')}
          captionHidden
          rows={reply.gauges}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: t('work.health.gauge'), names: true, cell: ({ name }) => <code>{name}</code> },
            { key: 'help', header: t('work.health.help'), cell: ({ help }) => help },
            {
              key: 'value',
              header: t('work.health.value'),
              numeric: true,
              cell: ({ value }) => (value === null ? '—' : view.number(value)),
            },
          ]}
        />
      </Section>
    </WorkPage>
  )
}
