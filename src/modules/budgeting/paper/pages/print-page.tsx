import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { money } from '../../money.ts'
import type { PrintView } from '../replies.ts'
import { paperCrumbs } from './paper-crumbs.ts'

/** Ballots to print: the number stands on the counterfoil alone, which is torn off before the ballot goes into the box. */
export function PrintPage({ reply, view }: { reply: PrintView; view: View }) {
  const { t } = view
  const numbers = Array.from({ length: reply.last - reply.first + 1 }, (_, at) => reply.first + at)
  return (
    <WorkPage
      view={view}
      title={t('budgeting.paper.run', { first: reply.first, last: reply.last })}
      lead={t('budgeting.paper.print.lead')}
      crumbs={paperCrumbs(view, reply.process)}
    >
      {numbers.map((number) => (
        <article key={number} class="paper-ballot">
          <p class="paper-counterfoil">
            {t('budgeting.paper.counterfoil', { number })} · {reply.process.title}
          </p>
          <h2>{reply.process.title}</h2>
          <p>
            {reply.authority} · {t('processes.open-until', { day: view.date(reply.closesOn) })}
          </p>
          {reply.envelopes.map(({ name, minPicks, maxPicks, projects }) => (
            <section key={name}>
              <h3>{name}</h3>
              <p>{t('budgeting.paper.cross', { min: minPicks, max: maxPicks })}</p>
              <ul class="plain-list">
                {projects.map((project) => (
                  <li key={project.number}>
                    ☐ <strong>{project.number}</strong> <span lang={project.lang}>{project.title}</span>,{' '}
                    {money(view, project.cost, reply.currency)}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </article>
      ))}
    </WorkPage>
  )
}
