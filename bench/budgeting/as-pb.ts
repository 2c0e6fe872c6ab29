import { makePb } from '#modules/budgeting/pabulib/make-pb.ts'
import { writePb } from '#modules/budgeting/pabulib/write-pb.ts'
import type { Drawn } from './draw-election.ts'

/** A drawn election as a file, voters with ids as long as those of Pabulib. */
export function asPb({ projects, budget, cast }: Drawn): string {
  const idOf = (c: number) => projects[c]?.id ?? ''
  return writePb(
    makePb({
      meta: [
        ['description', 'Drawn by the bench'],
        ['country', 'Moldova'],
        ['unit', 'Nowhere'],
        ['instance', '2026'],
        ['budget', String(budget)],
        ['vote_type', 'approval'],
        ['rule', 'equalshares/add1'],
        ['date_begin', '01.03.2026'],
        ['date_end', '31.03.2026'],
      ],
      projects: projects.map(({ id, cost }) => ({ project_id: id, cost: String(cost), name: `Project ${id}` })),
      votes: Array.from({ length: cast.start.length - 1 }, (_, v) => ({
        voter_id: `voter${1_000_000 + v}`,
        vote: Array.from(cast.project.subarray(cast.start[v], cast.start[v + 1]), idOf).join(','),
      })),
    }),
  )
}
