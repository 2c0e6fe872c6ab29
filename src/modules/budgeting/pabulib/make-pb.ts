import type { PbFile } from './pb-file.ts'

/** An election as the platform knows it, to be published in the format of Pabulib. */
export interface ToPublish {
  /** Keys of META in order; num_projects and num_votes are added. */
  meta: readonly (readonly [key: string, value: string])[]
  /** Columns of PROJECTS beside project_id and cost (score, name, selected …). */
  projects: readonly ({ project_id: string; cost: string } & Record<string, string>)[]
  /** Columns of VOTES; `vote` and `points` are lists with commas. */
  votes: readonly ({ voter_id: string; vote: string } & Record<string, string>)[]
}

/** The file of an election, whole and in the usual form: no mark, LF, a line break at the end. */
export function makePb({ meta, projects, votes }: ToPublish): PbFile {
  const counted = [
    ['num_projects', String(projects.length)],
    ['num_votes', String(votes.length)],
  ] as const
  const metaRows = [...meta.filter(([key]) => !counted.some(([own]) => own === key)), ...counted].map((row) => [...row])
  const projectTable = tableOf(projects, ['project_id', 'cost'])
  const voteTable = tableOf(votes, ['voter_id', 'vote'])
  // The line on which the next section's name stands.
  const afterMeta = 3 + metaRows.length
  const afterProjects = afterMeta + 2 + projectTable.rows.length
  return {
    bom: false,
    newline: '\n',
    end: '\n',
    meta: { title: 'META', head: 2, columns: ['key', 'value'], rows: metaRows, lines: metaRows.map((_, at) => 3 + at) },
    projects: {
      title: 'PROJECTS',
      head: afterMeta + 1,
      ...projectTable,
      lines: projectTable.rows.map((_, at) => afterMeta + 2 + at),
    },
    votes: {
      title: 'VOTES',
      head: afterProjects + 1,
      ...voteTable,
      lines: voteTable.rows.map((_, at) => afterProjects + 2 + at),
    },
  }
}

function tableOf(records: readonly Record<string, string>[], first: string[]): { columns: string[]; rows: string[][] } {
  const columns = [...new Set([...first, ...records.flatMap((record) => Object.keys(record))])]
  return { columns, rows: records.map((record) => columns.map((column) => record[column] ?? '')) }
}
