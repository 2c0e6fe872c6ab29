import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { PaperParts } from '../../vote/pages/paper-parts.tsx'
import { PRINTED_AT_ONCE } from '../paper.ts'
import type { PrintView } from '../replies.ts'
import { paperCrumbs } from './paper-crumbs.ts'
import { runInWords } from './run-in-words.ts'

/** Ballots to print: the number stands on the counterfoil alone, which is torn off before the ballot goes into the box. */
export function PrintPage({ reply, view }: { reply: PrintView; view: View }) {
  const { t } = view
  const { part } = reply
  const numbers = Array.from({ length: part.last - part.first + 1 }, (_, at) => part.first + at)
  const large = reply.size === 'large'
  const path = `/work/processes/${reply.process.number}/paper/runs/${reply.run}`
  const to = (first: number, inLarge: boolean) => {
    const query = [...(inLarge ? ['size=large'] : []), ...(first > reply.first ? [`from=${first}`] : [])]
    return query.length > 0 ? `${path}?${query.join('&')}` : path
  }
  const many = Math.ceil((reply.last - reply.first + 1) / PRINTED_AT_ONCE)
  const parts = Array.from({ length: many }, (_, at) => reply.first + at * PRINTED_AT_ONCE)
  return (
    <WorkPage
      view={view}
      title={runInWords(view, reply.first, reply.last)}
      lead={t('budgeting.paper.print.lead')}
      crumbs={paperCrumbs(view, reply.process)}
    >
      <p class="screen-only">
        <a href={view.href(to(part.first, !large))}>
          {t(large ? 'budgeting.vote.paper.usual' : 'budgeting.vote.paper.large')}
        </a>
      </p>
      {parts.length > 1 && (
        <nav class="screen-only" aria-labelledby="parts">
          <p id="parts">{t('budgeting.paper.print.parts', { most: PRINTED_AT_ONCE })}</p>
          <ul class="plain-list">
            {parts.map((first) => (
              <li key={first}>
                <a href={view.href(to(first, large))} aria-current={first === part.first ? 'page' : undefined}>
                  {runInWords(view, first, Math.min(reply.last, first + PRINTED_AT_ONCE - 1))}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {numbers.map((number) => (
        <article key={number} class={large ? 'paper-ballot paper-large stack' : 'paper-ballot stack'}>
          <p class="paper-counterfoil">
            {t('budgeting.paper.counterfoil', { number })} · {reply.process.title}
          </p>
          <h2>{reply.process.title}</h2>
          <p>
            {reply.authority} · {t('processes.open-until', { day: view.date(reply.closesOn) })}
          </p>
          <p>{t(large ? 'budgeting.vote.paper.easy' : 'budgeting.vote.paper.lead')}</p>
          <PaperParts envelopes={reply.envelopes} currency={reply.currency} large={large} view={view} />
          <p>{t(large ? 'budgeting.vote.paper.easy.secret' : 'budgeting.vote.paper.secret')}</p>
        </article>
      ))}
    </WorkPage>
  )
}
