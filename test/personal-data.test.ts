import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from './app.ts'
import { signedIn } from './people.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

/** Every column that leads to a person or holds an address: what erasing does with it, or why it stays. */
const official = 'stays: acts of officials are public record; the id leads to an account without name or address'
const keyedHash = 'stays: keeps one person to one signature; leads nowhere without the installation’s key'
const columns: Record<string, string> = {
  'access.role.account_id': official,
  'access.role.ended_by': official,
  'access.role.granted_by': official,
  'audit.act.account_id': official,
  'audit.reading.mailbox_id': 'audit.readings: append-only; the id leads to an emptied mailbox',
  'audit.reading.reader_id': official,
  'budgeting.ballot.person_key': 'stays: keeps one person to one ballot; made random sixty days after the vote',
  'budgeting.co_author.email': 'budgeting.co-authors: deleted with the invitation; otherwise after two weeks',
  'budgeting.co_author.mailbox_id': 'budgeting.co-authors: deleted',
  'budgeting.hiding.appealed_by': 'budgeting.hiding-appeals: emptied, with the words of the appeal',
  'budgeting.hiding.decided_by': official,
  'budgeting.hiding.hidden_by': official,
  'budgeting.delivery.officer_id': 'budgeting.project-officers: emptied',
  'budgeting.done_answer.mailbox_id': 'budgeting.done-answers: deleted',
  'budgeting.idea.address': 'stays: where the idea would be, as its author published it',
  'budgeting.idea.appealed_by': 'budgeting.appeals: emptied, with the words of the appeal',
  'budgeting.idea.author_mailbox_id': 'budgeting.ideas: emptied',
  'budgeting.idea.refused_by': official,
  'budgeting.paper_reading.account_id': official,
  'budgeting.paper_signature.account_id': official,
  'budgeting.idea_support.mailbox_id': 'budgeting.supports: deleted',
  'budgeting.imported_vote.imported_by': official,
  'budgeting.imported_vote.withdrawn_by': official,
  'budgeting.need.author_mailbox_id': 'budgeting.needs: emptied',
  'budgeting.need_meeting.entered_by': official,
  'budgeting.need_pair.mailbox_id': 'budgeting.need-pairs: deleted',
  'budgeting.need_points.mailbox_id': 'budgeting.need-points: deleted',
  'budgeting.scope_change.stated_by': 'budgeting.statements: emptied, with the words',
  'budgeting.token_issued.person_key':
    'stays: keeps one person to one token; the row is deleted sixty days after the vote',
  'budgeting.token_issuer.sealed': 'nobody’s: the private key of a vote, destroyed at its close',
  'discussion.comment.author_mailbox_id': 'discussion.comments: emptied, or the row deleted',
  'discussion.comment.hidden_by': official,
  'discussion.useful.mailbox_id': 'discussion.useful: deleted',
  'kernel.kept_form.sealed':
    'goes when sent or within an hour; opens only with the cookie of the browser that typed it',
  'kernel.mail.to_address': 'people.account: mails to the address are deleted; all others 30 days after they left',
  'kernel.mail_attachment.sealed': 'goes with its mail; one to an authority is deleted when the mail has left',
  'notices.digest.mailbox_id': 'notices.subscriptions: deleted',
  'notices.follow_request.email': 'notices.subscriptions: deleted',
  'notices.preference.mailbox_id': 'notices.subscriptions: deleted',
  'notices.sent.mailbox_id': 'notices.subscriptions: deleted',
  'notices.subscription.mailbox_id': 'notices.subscriptions: deleted',
  'notices.told.mailbox_id': 'notices.subscriptions: deleted',
  'open_data.challenge.created_by': 'open-data.challenges: emptied',
  'open_data.data_request.answer_sealed': 'open-data.requests: emptied',
  'open_data.data_request.mailbox_id': 'stays: that somebody asked is a legal act; leads to an emptied mailbox',
  'open_data.data_request.sealed': 'open-data.requests: emptied',
  'open_data.dataset.contact_email': 'stays: where an institution is asked about its data, as it published it',
  'open_data.dataset.created_by': 'open-data.descriptions: emptied',
  'open_data.dataset_history.account_id': 'open-data.descriptions: emptied',
  'open_data.holding_history.account_id': 'open-data.inventory: emptied',
  'open_data.breach.account_id': 'open-data.recalls: emptied',
  'open_data.erratum.account_id': 'open-data.recalls: emptied',
  'open_data.harvest_job.asked_by': 'open-data.harvests: emptied',
  'open_data.harvest_source.added_by': 'open-data.harvests: emptied',
  'open_data.harvest_source.address': 'nobody’s: where another catalogue stands',
  'open_data.file_source.set_by': 'open-data.file-addresses: emptied',
  'open_data.recall.account_id': 'open-data.recalls: emptied',
  'open_data.challenge_proposal.answered_by': 'open-data.proposal-answers: emptied',
  'open_data.challenge_proposal.author_mailbox_id': 'open-data.proposals: deleted',
  'open_data.reuse.author_mailbox_id': 'open-data.reuses: deleted',
  'open_data.reuse.decided_by': official,
  'open_data.request_publication.account_id': 'open-data.request-publications: emptied',
  'open_data.team.lead_mailbox_id': 'open-data.teams: emptied',
  'open_data.team_member.mailbox_id': 'open-data.teams: deleted',
  'open_data.wish.author_mailbox_id': 'open-data.wishes: emptied',
  'open_data.wish.hidden_by': 'open-data.wish-answers: emptied',
  'open_data.wish_answer.account_id': 'open-data.wish-answers: emptied',
  'open_data.wish_support.mailbox_id': 'open-data.wishes: deleted',
  'open_data.legal_basis.confirmed_by': official,
  'open_data.legal_basis.said_by': official,
  'open_data.upload.account_id': official,
  'open_data.version.created_by': official,
  'organisations.organisation.email': 'stays: the public address of an authority',
  'people.account.mailbox_id': 'stays: leads to an emptied mailbox',
  'people.account.person_key': 'people.account: emptied',
  'people.api_token.account_id': 'people.account: deleted',
  'people.mailbox.address': 'people.account: emptied',
  'people.mailbox.address_key': 'people.account: made random',
  'people.second_factor.account_id': 'people.account: deleted',
  'people.session.account_id': 'people.account: deleted',
  'people.sign_in.address': 'people.account: deleted',
  'people.sign_in.address_key': 'people.account: deleted',
  'petitions.case.responsible_id': official,
  'petitions.case_defect.mended_sealed': 'petitions.lodgings: emptied',
  'petitions.draft.account_id': 'petitions.drafts: deleted',
  'petitions.invalidation.account_id': official,
  'petitions.lodging.mailbox_id': 'stays: that somebody lodged is a legal act; leads to an emptied mailbox',
  'petitions.lodging.sealed': 'petitions.lodgings: emptied',
  'petitions.mask.lifted_by': official,
  'petitions.mask.masked_by': official,
  'petitions.moderation_decision.account_id': official,
  'petitions.moderation_hold.account_id': official,
  'petitions.paper_count.account_id': official,
  'petitions.petition.starter_mailbox_id': 'petitions.started: emptied',
  'petitions.recount.email': 'no address: a count',
  'petitions.recount.recounted_email': 'no address: a count',
  'petitions.signature.mailbox_id': 'petitions.signatures: emptied',
  'petitions.signature.mailbox_key': keyedHash,
  'petitions.signature.person_key': keyedHash,
  'petitions.signature.signer_key': keyedHash,
  'petitions.signature_count.email': 'no address: a count',
  'petitions.signature_request.email': 'petitions.requests: deleted',
  'petitions.support_request.email': 'petitions.support: deleted',
  'petitions.supporter.mailbox_id': 'petitions.support: deleted',
  'petitions.supporter.mailbox_key': 'petitions.support: deleted',
  'petitions.supporter.signer_key': 'petitions.support: deleted',
  'petitions.supporting_organisation.mailbox_id': 'petitions.signatures: emptied',
  'petitions.supporting_organisation.representative': 'petitions.signatures: emptied',
  'processes.roll_correction.account_id': 'processes.rolls: deleted',
  'work.waited.mailbox_id': 'work.waited: deleted',
  'settings.value.set_by': official,
}

test('every column that leads to a person is known here, with what erasing does or why it stays', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT c.table_schema || '.' || c.table_name || '.' || c.column_name AS name
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema', 'graphile_worker') AND (
      c.column_name ~ '(mailbox|account|address|email|phone|sealed|representative|person_key|signer_key)'
      OR EXISTS (
        SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
        WHERE k.contype = 'f' AND k.confrelid IN ('people.mailbox'::regclass, 'people.account'::regclass)
          AND k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND a.attname = c.column_name))
    ORDER BY 1`.execute(app.services.db)
  assert.deepEqual(
    rows.map(({ name }) => name),
    Object.keys(columns).sort(),
  )
  const kinds = new Set(app.services.personalData.map(({ name }) => name))
  for (const [name, what] of Object.entries(columns)) {
    const kind = what.split(':')[0] ?? ''
    if (kind.includes('.')) assert.ok(kinds.has(kind), `${name}: no manifest has ${kind}`)
  }
})

test('the news somebody follows, and an address typed for them, go with the person', async () => {
  const person = await signedIn(app, { name: 'Ana Vești', email: 'vesti@example.md' })
  const now = app.clock.now()
  await sql`
    INSERT INTO notices.follow_request (token_hash, email, lang, subject_kind, subject_id, path, title, requested_at, expires_at)
    VALUES ('\\x01', 'VESTI@example.md', 'ro', 'petitions.petition', '1', '/', 'x', ${now}, ${now})`.execute(
    app.services.db,
  )
  await sql`
    INSERT INTO notices.subscription (id, mailbox_id, subject_kind, subject_id, origin, created_at)
    VALUES (gen_random_uuid(), ${person.mailboxId}, 'petitions.petition', '1', 'follow', ${now})`.execute(
    app.services.db,
  )
  const exported = (await app.get('/ro/account/data/export', person.headers)).json()
  assert.equal(exported['notices.subscriptions'][0].origin, 'follow')
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, person.headers)
  for (const table of ['notices.subscription', 'notices.follow_request'])
    assert.deepEqual((await sql`SELECT 1 FROM ${sql.table(table)}`.execute(app.services.db)).rows, [], table)
})
