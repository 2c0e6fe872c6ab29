import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { newestImported } from '../imported/in-list.ts'
import { titleIn } from '../names.ts'
import { processRef } from '../process-ref.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { voteOf } from '../vote/show-ballot.ts'
import type { EvaluationView } from './replies.ts'
import { evaluationOf } from './store.ts'

/** What other rules would have chosen on the same ballots; nothing before the council decided. */
export async function showEvaluation(ctx: Context, { number }: { number: number }): Promise<EvaluationView> {
  const { process } = await voteOf(ctx, number)
  const [{ currency, resultState }, envelopes, projects, rows, imported] = await Promise.all([
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
    projectsOf(ctx.db, process.id),
    evaluationOf(ctx.db, process.id),
    newestImported(ctx),
  ])
  return {
    process: processRef(ctx, process),
    decided: resultState === 'decided',
    currency,
    imported,
    envelopes: envelopes.flatMap(({ position, name, amount, rule: own }, at) => {
      const rules = rows.filter(({ envelope }) => envelope === position)
      if (rules.length === 0) return []
      return [
        {
          name: inLang(name, ctx.lang),
          amount,
          receives: envelopes[at - 1]?.leftovers === 'next-envelope',
          projects: projects
            .filter(({ envelope, voidAt }) => envelope === position && !voidAt)
            .map((project) => {
              const { title, lang } = titleIn(project, ctx.lang)
              return { id: String(project.number), title, lang, cost: project.cost }
            }),
          rules: rules.map(({ rule, selected, cost, excluded, meanWinners }) => ({
            rule,
            own: rule === own,
            selected: selected.map(String),
            cost,
            excluded,
            meanWinners,
          })),
        },
      ]
    }),
  }
}
