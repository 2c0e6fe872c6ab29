import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import { findAccount } from '#commons/people/accounts.ts'
import { addressOf, demoPeople } from '#commons/people/demo/people.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services, Viewer, WriteContext } from '#kernel/http/context.ts'
import type { DemoPetition } from './stories.ts'

interface Cast {
  starter: Record<DemoPetition['lang'], Viewer>
  moderators: Viewer[]
}

/** The past, told by the same use-cases that people use, at the time at which each happened. */
export class Past {
  readonly services: Services
  private readonly today: Date
  readonly cast: Cast

  private constructor(services: Services, cast: Cast) {
    this.services = services
    this.today = services.clock.now()
    this.cast = cast
  }

  static async of(services: Services): Promise<Past> {
    const viewer = async (key: string, roles: Role[] = []): Promise<Viewer> => {
      const person = demoPeople.find((one) => one.key === key)
      const accountId = person && (await findAccount(services.db, services.secrets.person, addressOf(person)))
      if (!accountId) throw new Error(`no demo person ${key}`)
      const { mailboxId } = await services.db
        .selectNoFrom(sql<string>`(SELECT mailbox_id FROM people.account WHERE id = ${accountId})`.as('mailboxId'))
        .executeTakeFirstOrThrow()
      return { accountId, mailboxId, name: person.name, level: 'signed', roles, secondFactor: true }
    }
    const moderator = (placeKey: string): Role[] => [{ name: 'moderator', placeKey, organisationId: null }]
    return new Past(services, {
      starter: { ro: await viewer('maria'), ru: await viewer('serghei'), en: await viewer('victor') },
      moderators: [await viewer('elena', moderator('md')), await viewer('pavel', moderator('md-cu'))],
    })
  }

  at(daysAgo: number): Date {
    return new Date(this.today.getTime() - daysAgo * 86_400_000)
  }

  /** The services as they were then. */
  asOf(daysAgo: number): Services {
    return { ...this.services, clock: { now: () => this.at(daysAgo) } }
  }

  /** An act of somebody at that time, in one transaction. */
  act<T>(
    daysAgo: number,
    viewer: Viewer,
    lang: DemoPetition['lang'],
    work: (ctx: WriteContext) => Promise<T>,
  ): Promise<T> {
    const cookies = { get: () => undefined, set: () => {}, clear: () => {} }
    return transact(this.services.db, (tx) =>
      work({ ...this.asOf(daysAgo), now: this.at(daysAgo), lang, viewer, source: '', tx, cookies }),
    )
  }
}
