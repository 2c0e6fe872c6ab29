/** Something that did not come, or not as it was. */
export interface Problem {
  kind: 'portal' | 'organization' | 'dataset' | 'resource'
  /** At the other portal. */
  id: string
  name: string
  /** Of a resource. */
  dataset?: string
  /** A code; what stands behind a colon is its detail. */
  why: string
}

/** What an import did, for people and for programs. */
export interface ImportReport {
  site: string
  dryRun: boolean
  /** Everything that was asked for was gone through. */
  complete: boolean
  organizations: { came: number; here: number }
  groups: { themes: number; keywords: number }
  datasets: { found: number; came: number; here: number; refused: number }
  resources: { files: number; links: number; nothing: number }
  /** Files that were read and are public; of all runs. */
  published: number
  /** Files that an officer has to look at; of all runs. */
  waiting: { dataset: string; distribution: string; fileName: string; waits: string }[]
  problems: Problem[]
  seconds: number
}

export function newReport(site: string, dryRun: boolean): ImportReport {
  return {
    ...{ site, dryRun, complete: false },
    organizations: { came: 0, here: 0 },
    groups: { themes: 0, keywords: 0 },
    datasets: { found: 0, came: 0, here: 0, refused: 0 },
    resources: { files: 0, links: 0, nothing: 0 },
    published: 0,
    waiting: [],
    problems: [],
    seconds: 0,
  }
}

/** Codes in words, for the terminal. */
const sentences: Record<string, string> = {
  ...{
    licence: 'its licence is in none of our lists',
    'no-description': 'it has no description',
    address: 'its address is not on the web',
  },
  ...{
    'access-rights': 'who may have it is not understood, so it is restricted here',
    'extras-too-long': 'its extras are too long',
  },
  ...{
    changed: 'cut short or left out',
    'no-organization': 'it has no organisation: say one with --into',
    recalled: 'the same data was recalled here',
  },
  ...{
    'no-name': 'it has neither id nor name',
    exists: 'a dataset with its id is here from elsewhere',
    failed: 'it could not be kept',
  },
  ...{
    'not-a-table': 'stays a link, it is no table',
    status: 'stays a link, its address answered',
    'too-large': 'stays a link, it is too large',
  },
  ...{
    'too-slow': 'stays a link, it did not come in time',
    'web-page': 'stays a link, it is a web page',
    empty: 'stays a link, it is empty',
  },
  ...{ 'no-such-host': 'stays a link, its host is not found', broken: 'stays a link, the connection broke' },
  ...{
    'address-refused': 'stays a link, it leads into a closed network',
    'not-web': 'stays a link, it leads away from the web',
  },
  ...{
    'too-many-redirects': 'stays a link, it leads in circles',
    page: 'a page of the list could not be read',
    list: 'the list could not be read',
  },
}

export function sayProblem(code: string): string {
  const [name = '', ...rest] = code.split(':')
  const detail = rest.join(':')
  return `${sentences[name] ?? name}${detail ? ` (${detail})` : ''}`
}

const MOST_LINES = 200

/** The report in lines, for a terminal. */
export function linesOf(report: ImportReport): string[] {
  const { organizations, groups, datasets, resources, problems, waiting } = report
  return [
    '',
    `${report.dryRun ? 'Would come' : 'Came'} from ${report.site}${report.complete ? '' : ', not all of it: go on with --resume'}`,
    `  organisations  ${organizations.came} new, ${organizations.here} were here`,
    `  groups         ${groups.themes} as themes, ${groups.keywords} as keywords`,
    `  datasets       ${datasets.came} of ${datasets.found}; ${datasets.here} were here, ${datasets.refused} refused`,
    `  resources      ${resources.files} files, ${resources.links} links, ${resources.nothing} without an address`,
    ...(report.dryRun ? [] : [`  files          ${report.published} public, ${waiting.length} wait for an officer`]),
    ...some('What did not come, or not as it was:', problems, (one) => {
      const place = one.dataset ? `${one.dataset} / ${one.name}` : one.name
      return `  ${one.kind} ${place}: ${sayProblem(one.why)}`
    }),
    ...some('What waits for an officer:', waiting, (one) => `  ${one.dataset} / ${one.fileName}: ${one.waits}`),
    '',
    `${report.seconds.toFixed(0)} s`,
  ]
}

function some<T>(title: string, all: T[], line: (one: T) => string): string[] {
  if (all.length === 0) return []
  const more = all.length > MOST_LINES ? [`  … and ${all.length - MOST_LINES} more: --json says all`] : []
  return ['', title, ...all.slice(0, MOST_LINES).map(line), ...more]
}
