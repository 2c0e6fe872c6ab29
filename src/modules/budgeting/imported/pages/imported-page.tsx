import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FoldedTable } from '#ui/components/FoldedTable.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { ComparisonTables } from '../../evaluation/pages/comparison.tsx'
import type { ImportedView } from '../replies.ts'

/** Projects at first sight, those with the most support. */
const FIRST = 10

/** A vote of elsewhere: what it was, what our count makes of it, and what other rules would. */
export function ImportedPage({ reply, view }: { reply: ImportedView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={reply.title} description={t('budgeting.imported.lead')}>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/processes', label: t('processes.title') },
            { path: '/processes/imported', label: t('budgeting.imported.title') },
          ]}
        />
        <div class="stack-wide">
          <Heading
            title={reply.title}
            state={
              <Pill tone="neutral">
                {t(reply.withdrawn ? 'budgeting.imported.withdrawn' : 'budgeting.imported.mark')}
              </Pill>
            }
            lead={reply.description}
            meta={reply.country}
          />
          <Notice kind="info" title={t('budgeting.imported.not-ours')}>
            <p>
              {t('budgeting.imported.source')}:{' '}
              {reply.sourceUrl ? (
                <a href={reply.sourceUrl} rel="nofollow noopener">
                  {reply.source}
                </a>
              ) : (
                reply.source
              )}
            </p>
          </Notice>
          {reply.withdrawn ? (
            <Notice kind="warning" title={t('budgeting.imported.withdrawn-on', { day: view.date(reply.withdrawn.at) })}>
              <p class="lines">{reply.withdrawn.reason}</p>
            </Notice>
          ) : (
            <Vote reply={reply} view={view} />
          )}
        </div>
      </Wrap>
    </Page>
  )
}

/** What the vote was, and what counts make of it. */
function Vote({ reply, view }: { reply: ImportedView; view: View }) {
  const { t } = view
  const money = (minor: number) =>
    [view.number(minor / reply.currencyUnit), reply.currency].filter(Boolean).join('\u00a0')
  const yes = (one: boolean | null) =>
    one === null ? '—' : t(one ? 'budgeting.result.is-funded' : 'budgeting.result.not-funded')
  return (
    <>
      <SummaryList view={view} rows={rowsOf(reply, view, money)} />
      <p>
        <a href={`/processes/imported/${reply.number}/election.pb`}>{t('budgeting.imported.download')}</a>
      </p>
      <Section id="projects" title={t('budgeting.result.projects')}>
        <FoldedTable
          first={FIRST}
          more={(count) => t('budgeting.imported.more', { count })}
          caption={t('budgeting.result.projects')}
          captionHidden
          rows={reply.projects}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', header: t('budgeting.vote.project'), names: true, cell: ({ name }) => name },
            {
              key: 'cost',
              header: t('budgeting.vote.cost'),
              numeric: true,
              cell: ({ cost }) => money(cost),
            },
            {
              key: 'votes',
              header: t('budgeting.result.votes'),
              numeric: true,
              cell: ({ votes }) => view.number(votes),
            },
            ...(reply.projects.some(({ score, votes }) => score !== votes)
              ? [
                  {
                    key: 'score',
                    header: t('budgeting.result.points'),
                    numeric: true,
                    cell: ({ score }: ImportedView['projects'][number]) => view.number(score),
                  },
                ]
              : []),
            { key: 'official', header: t('budgeting.imported.official'), cell: ({ official }) => yes(official) },
            { key: 'funded', header: t('budgeting.imported.ours'), cell: ({ funded }) => yes(funded) },
          ]}
        />
      </Section>
      <Section id="evaluation" title={t('budgeting.evaluation.title')} note={t('budgeting.evaluation.lead')}>
        <ComparisonTables view={view} comparison={reply.comparison} money={money} />
        <p class="soft">{t('budgeting.evaluation.caution')}</p>
        <p>
          <a href={view.href(`/work/imported-vote/${reply.number}/rehearsal`)} rel="nofollow">
            {t('budgeting.rehearsal.borrow.officers')}
          </a>
        </p>
      </Section>
      {reply.notes.length > 0 && (
        <Details summary={t('budgeting.imported.notes')}>
          <ul>
            {reply.notes.map(({ what, name, count }) => (
              <li key={`${what} ${name}`}>{t(`budgeting.imported.note.${what}`, { name, count })}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

function rowsOf(reply: ImportedView, view: View, money: (minor: number) => string) {
  const { t } = view
  const rule = reply.countedBy ? t(`budgeting.rule.${reply.countedBy}`) : t('budgeting.imported.rule-unknown')
  return [
    { question: t('budgeting.imported.days'), answer: `${reply.begins} – ${reply.ends}` },
    { question: t('budgeting.result.voters'), answer: view.number(reply.voters) },
    { question: t('budgeting.money.amount'), answer: money(reply.budget) },
    {
      question: t('budgeting.money.ballot-kind'),
      answer: (
        <>
          {t(`budgeting.imported.type.${reply.voteType}`)} (<code lang="en">{reply.voteType}</code>)
        </>
      ),
    },
    {
      question: t('budgeting.money.rule'),
      answer: (
        <>
          {rule} (<code>{reply.rule}</code>)
        </>
      ),
    },
    ...(reply.cost === null ? [] : [{ question: t('budgeting.evaluation.spent'), answer: money(reply.cost) }]),
    {
      question: t('budgeting.imported.ours'),
      answer:
        reply.agrees === null
          ? t('budgeting.imported.agrees.unknown')
          : t(reply.agrees ? 'budgeting.imported.agrees.yes' : 'budgeting.imported.agrees.no'),
    },
  ]
}
