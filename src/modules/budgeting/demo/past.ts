import { sql } from 'kysely'
import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { findAccount } from '#commons/people/accounts.ts'
import { addressOf, demoPeople } from '#commons/people/demo/people.ts'
import { turnPhasesOf } from '#commons/processes/turn-phases.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services, Viewer, WriteContext } from '#kernel/http/context.ts'

/** The past, told by the same use-cases that people use, at the time at which each happened. */
export class Past {
  readonly services: Services
  private readonly now: Date

  constructor(services: Services) {
    this.services = services
    this.now = services.clock.now()
  }

  day(daysAgo: number): PlainDay {
    return addDays(dayOf(this.now, this.services.timeZone), -daysAgo)
  }

  /** Before noon of that day, whatever the clock did since; now, when it is today. */
  at(daysAgo: number): Date {
    return daysAgo === 0 ? this.now : new Date(`${this.day(daysAgo)}T08:00:00Z`)
  }

  /** The services as they were then. */
  asOf(daysAgo: number): Services {
    return { ...this.services, clock: { now: () => this.at(daysAgo) } }
  }

  /** Acts of somebody at that time, in one transaction. */
  act<T>(daysAgo: number, viewer: Viewer, lang: 'ro' | 'ru', work: (ctx: WriteContext) => Promise<T>): Promise<T> {
    const cookies = { get: () => undefined, set: () => {}, clear: () => {} }
    return transact(this.services.db, (tx) =>
      work({ ...this.asOf(daysAgo), now: this.at(daysAgo), lang, viewer, source: '', tx, cookies }),
    )
  }

  /** What nobody in particular did. */
  happen<T>(daysAgo: number, work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    return transact(this.services.db, (tx) => work(tx, this.at(daysAgo)))
  }

  /** Opens and closes what was due that day. */
  turn(daysAgo: number, number: number): Promise<void> {
    return this.happen(daysAgo, (tx, now) => turnPhasesOf(this.asOf(daysAgo), tx, number, now))
  }

  /** A demo person as an officer of an authority. */
  async officer(key: string, organisationId: string): Promise<Viewer> {
    const person = demoPeople.find((one) => one.key === key)
    const { db, secrets } = this.services
    const accountId = person && (await findAccount(db, secrets.person, addressOf(person)))
    if (!accountId) throw new Error(`no demo person ${key}`)
    const { rows } = await sql<{ mailboxId: string }>`
      SELECT mailbox_id AS "mailboxId" FROM people.account WHERE id = ${accountId}`.execute(db)
    return {
      accountId,
      mailboxId: rows[0]?.mailboxId as string,
      name: person.name,
      level: 'signed',
      roles: [{ name: 'officer', placeKey: null, organisationId }],
      secondFactor: true,
    }
  }

  async authority(slug: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`SELECT id FROM organisations.organisation WHERE slug = ${slug}`.execute(
      this.services.db,
    )
    if (!rows[0]) throw new Error(`no demo authority ${slug}`)
    return rows[0].id
  }
}
