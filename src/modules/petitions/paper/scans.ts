import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { seal, unseal } from '#kernel/config/seal.ts'
import { transact } from '#kernel/database/transact.ts'
import { InvalidInput, NotFound } from '#kernel/errors.ts'
import { cleanFile, UnreadableFile } from '#kernel/files/clean-file.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { BATCH } from './batch.ts'
import { permitAnywhere, permitToSee } from './permissions.ts'
import { findBatch } from './store.ts'

const PURPOSE = 'petitions paper scan'

export interface CleanScan {
  bytes: Buffer
  type: string
}

/** @throws InvalidInput on `scans`: none, or one that cannot be read */
export async function cleanScans(files: UploadedFile[]): Promise<CleanScan[]> {
  if (files.length === 0) throw new InvalidInput([{ field: 'scans', text: { key: 'petitions.paper.scans.missing' } }])
  const scans: CleanScan[] = []
  try {
    // One after the other: a decoded page takes tens of megabytes.
    for (const file of files) scans.push(await cleanFile(file.bytes))
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new InvalidInput([{ field: 'scans', text: { key: 'kernel.file.unreadable' } }])
    throw error
  }
  return scans
}

/**
 * Keeps scans encrypted: names and addresses of people who never came here stand on them.
 *
 * @param contents by what each is known again
 */
export async function keepScans(
  ctx: WriteContext,
  batchId: string,
  scans: CleanScan[],
  contents: Buffer[],
): Promise<void> {
  for (const [position, { bytes, type }] of scans.entries()) {
    const id = newId(ctx.now)
    const { sha256 } = await ctx.files.put(seal(ctx.secrets.vault, PURPOSE, id, bytes))
    await sql`
      INSERT INTO petitions.paper_scan (id, batch_id, position, type, sha256, content_hash)
      VALUES (${id}, ${batchId}, ${position + 1}, ${type}, ${sha256}, ${contents[position]})`.execute(ctx.tx)
  }
}

/** A scan for those who may see it; the opening is recorded. @throws NotFound also when it was deleted, Forbidden */
export async function openScan(ctx: Context, ids: { batch: string; scan: string }): Promise<ResourceReply> {
  permitAnywhere(ctx)
  const batch = await findBatch(ctx.db, ids.batch)
  const by = permitToSee(ctx, batch)
  const { rows } = await sql<{ position: number; type: string; sha256: string }>`
    SELECT position, type, sha256 FROM petitions.paper_scan WHERE id = ${ids.scan} AND batch_id = ${batch.id}`.execute(
    ctx.db,
  )
  const scan = rows[0]
  if (!scan || !(await ctx.files.has(scan.sha256))) throw new NotFound()
  await transact(ctx.db, (tx) =>
    recordAct(tx, {
      by,
      act: 'petitions.open-paper-scan',
      subject: { kind: BATCH, id: batch.id },
      data: { scan: scan.position },
      now: ctx.now,
    }),
  )
  return {
    body: unseal(ctx.secrets.vault, PURPOSE, ids.scan, await ctx.files.read(scan.sha256)),
    contentType: scan.type,
    fileName: `${batch.petition.number}-${scan.position}.${scan.type === 'application/pdf' ? 'pdf' : scan.type.slice(6)}`,
  }
}
