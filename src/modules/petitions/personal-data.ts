import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { REQUEST_DAYS } from './signing/request-signature.ts'
import { NAMES_DAYS } from './signing/settings.ts'

/** Requests hold the address as typed; one in another spelling waits out its few days. */
const requestsData: PersonalData = {
  name: 'petitions.requests',
  what: 'petitions.personal-data.request',
  why: 'petitions.personal-data.request.why',
  kept: { key: 'petitions.personal-data.request.long', args: { days: REQUEST_DAYS } },
  erased: 'petitions.personal-data.request.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT p.number AS petition, p.title, r.name, r.place_key AS "placeKey", r.requested_at AS "requestedAt"
      FROM petitions.signature_request r JOIN petitions.petition p ON p.id = r.petition_id
      JOIN people.mailbox m ON m.id = ${mailboxId} AND lower(r.email) = lower(m.address) ORDER BY r.requested_at`.execute(
      ctx.db,
    )
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      DELETE FROM petitions.signature_request r USING people.mailbox m
      WHERE m.id = ${mailboxId} AND lower(r.email) = lower(m.address)`.execute(tx)
  },
}

/**
 * A person's signatures. Erasing leaves them counted and makes them nobody's: the name, the mailbox, the wish for news and the link to
 * the ledger's entry go. The keyed hashes that keep one person to one signature stay; they lead nowhere without the installation's key.
 */
const signaturesData: PersonalData = {
  name: 'petitions.signatures',
  what: 'petitions.personal-data.signature',
  why: 'petitions.personal-data.signature.why',
  kept: { key: 'petitions.personal-data.signature.long', args: { days: NAMES_DAYS } },
  erased: 'petitions.personal-data.signature.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT p.number AS petition, p.title, s.name, s.show_name AS "showName", s.wants_news AS "wantsNews", s.level, s.place_key AS "placeKey",
        s.confirmed_at AS "confirmedAt", s.ended_at AS "endedAt", s.ended_by AS "endedBy"
      FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
      WHERE s.mailbox_id = ${mailboxId} ORDER BY s.confirmed_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      DELETE FROM petitions.receipt_link l USING petitions.signature s
      WHERE s.petition_id = l.petition_id AND s.id = l.signature_id AND s.mailbox_id = ${mailboxId}`.execute(tx)
    await sql`
      UPDATE petitions.signature SET name = NULL, show_name = false, wants_news = false, record_key = NULL, mailbox_id = NULL,
        source_hash = NULL, domain_hash = NULL
      WHERE mailbox_id = ${mailboxId}`.execute(tx)
    await sql`
      UPDATE petitions.supporting_organisation SET mailbox_id = NULL, representative = NULL WHERE mailbox_id = ${mailboxId}`.execute(
      tx,
    )
  },
}

/** What one started. The text of a petition that others signed is theirs too and stays; whose it was does not. */
const startedData: PersonalData = {
  name: 'petitions.started',
  what: 'petitions.personal-data.started',
  why: 'petitions.personal-data.started.why',
  kept: { key: 'petitions.personal-data.started.long' },
  erased: 'petitions.personal-data.started.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT number, state, lang, title, why_markdown AS why, starter_name AS "starterName", created_at AS "createdAt"
      FROM petitions.petition WHERE starter_mailbox_id = ${mailboxId} ORDER BY created_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      UPDATE petitions.petition SET starter_mailbox_id = NULL, starter_name = NULL WHERE starter_mailbox_id = ${mailboxId}`.execute(
      tx,
    )
  },
}

export const personalData: PersonalData[] = [requestsData, signaturesData, startedData]
