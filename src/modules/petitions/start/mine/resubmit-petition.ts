import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { enterModeration } from '../../moderation/enter-moderation.ts'
import { slugOf } from '../../petition.ts'
import { addresseesOf } from '../../store.ts'
import { setAddressees } from '../add-addressees.ts'
import { addTextVersion } from '../add-text-version.ts'
import { authorityIds, slugsOf, unknownAddressees } from '../draft/authorities.ts'
import { searchColumns } from '../similar/find-similar.ts'
import { ownPetitionHeld } from './own-petition.ts'

type AddresseeField = 'addressee' | 'addressee2' | 'addressee3'

/**
 * The starter changes what a moderator asked for and hands the petition in again. Another text, or another authority that is asked, is
 * another version: those who supported the older one have not supported this one.
 *
 * @throws InvalidInput for an authority that cannot be asked; RuleBroken petitions.start.not-returned, or petitions.start.nothing-changed
 */
export async function resubmitPetition(
  ctx: WriteContext,
  number: number,
  form: { title: string; why: string; removed: string[] } & Partial<Record<AddresseeField, string | null>>,
): Promise<void> {
  const petition = await ownPetitionHeld(ctx, number)
  if (petition.state !== 'returned') throw new RuleBroken('petitions.start.not-returned')
  const { title, why } = form
  const asked = await newAddressees(ctx, petition.id, form)
  const sameText = title === petition.title && why === petition.why && asked === null
  if (sameText && form.removed.length === 0) throw new RuleBroken('petitions.start.nothing-changed')
  if (asked) await setAddressees(ctx, petition.id, asked)
  await sql`
    DELETE FROM petitions.document WHERE petition_id = ${petition.id} AND id = ANY(${form.removed}::uuid[])`.execute(
    ctx.tx,
  )
  if (!sameText) {
    const version = petition.version + 1
    const salt = randomBytes(16)
    const search = searchColumns(title, why)
    await sql`
      UPDATE petitions.petition SET title = ${title}, slug = ${slugOf(title)}, why_markdown = ${why}, why_html = ${markdownToHtml(why)},
        text_version = ${version}, text_salt = ${salt}, search_title = ${search.title}, search_text = ${search.text}
      WHERE id = ${petition.id}`.execute(ctx.tx)
    await addTextVersion(ctx, petition, { version, title, why, salt })
  }
  await enterModeration(ctx, petition)
}

/** Ids of whom the petition asks from now on; null where that is as it was. */
async function newAddressees(
  ctx: WriteContext,
  petitionId: string,
  form: Partial<Record<AddresseeField, string | null>>,
): Promise<string[] | null> {
  const slugs = slugsOf(form)
  const before = (await addresseesOf(ctx.tx, petitionId)).map(({ slug }) => slug)
  if (slugs.length === 0 || slugs.join() === before.join()) return null
  const ids = await authorityIds(ctx.tx, slugs)
  const errors = unknownAddressees(ids)
  if (errors.length > 0) throw new InvalidInput(errors)
  return ids as string[]
}
