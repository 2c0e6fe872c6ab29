import { parseArgs } from 'node:util'
import { ConfigError } from '#kernel/config/config.ts'
import { isPublicAddress } from '#kernel/fetch/public-address.ts'
import type { Services } from '#kernel/http/context.ts'
import { SourceFault } from '../harvest/fault.ts'
import { AlreadyImporting, type ImportOptions, importCkan } from './import-ckan.ts'
import { type ImportReport, linesOf } from './report.ts'

const USAGE = `npm run import:ckan -- URL [options]
  --organization NAME  only datasets of this organisation
  --limit N            N datasets at most
  --dry-run            say what would come, and keep nothing
  --resume             go on where it stopped: what was gone through, also what was refused, is left alone
  --into SLUG          the institution here for datasets that have no organisation
  --place KEY          where organisations are that are not here yet; the country unless said otherwise
  --inside             the portal is in this network; without it only addresses of the internet are asked
  --json               the report for programs, on standard output; progress goes to standard error`

export interface ImportWords {
  options: Omit<ImportOptions, 'tell' | 'stopping'>
  json: boolean
}

/** @throws ConfigError that says how it is used */
export function readImportWords(words: string[]): ImportWords {
  const { values, positionals } = parsed(words)
  const [address, ...others] = positionals
  if (address === undefined || others.length > 0) throw new ConfigError(USAGE)
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    throw new ConfigError(`${address} is no address of the web.\n${USAGE}`)
  const ownHost = new URL(address).hostname.replace(/^\[|\]$/g, '')
  const { limit } = values
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit)) throw new ConfigError('--limit is a number from 1')
  return {
    json: values.json,
    options: {
      address,
      ...{ organisation: values.organization, into: values.into, placeKey: values.place },
      ...{ dryRun: values['dry-run'], resume: values.resume },
      ...(limit !== undefined && { limit: Number(limit) }),
      // The portal itself may stand within the own network; what its editors wrote as addresses may not lead there.
      ...(values.inside && { fetch: { permits: (one, host) => host === ownHost || isPublicAddress(one) } }),
    },
  }
}

function parsed(words: string[]) {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        ...{ organization: text, limit: text, into: text, place: text },
        ...{ 'dry-run': yes, resume: yes, inside: yes, json: yes },
      },
    })
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n${USAGE}`)
  }
}

/**
 * What `npm run import:ckan` does.
 *
 * @param print of what programs read
 * @returns whether all came that was asked for
 * @throws ConfigError in words for an operator
 */
export async function importByCommand(
  services: Services,
  { options, json }: ImportWords,
  { tell, print, stopping }: { tell(line: string): void; print(line: string): void; stopping: AbortSignal },
): Promise<boolean> {
  const { placeKey } = options
  if (services.places.all().length === 0)
    throw new ConfigError('There are no places yet: start the site once, then import.')
  if (placeKey !== undefined && !services.places.find(placeKey)) throw new ConfigError(`There is no place ${placeKey}.`)
  const report = await importCkan(services, { ...options, tell, stopping }).catch(
    (error: unknown): ImportReport | null => {
      if (stopping.aborted) return null
      if (error instanceof AlreadyImporting) throw new ConfigError('Another process imports this portal just now.')
      if (error instanceof SourceFault)
        throw new ConfigError(`${options.address} is not read as a CKAN: ${error.message}`)
      throw error
    },
  )
  if (report === null) {
    tell('punte: interrupted; --resume goes on')
    return false
  }
  if (json) print(JSON.stringify(report))
  else for (const line of linesOf(report)) print(line)
  return report.complete
}
