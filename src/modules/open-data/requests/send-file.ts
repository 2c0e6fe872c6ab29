import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { ownRequest, requestAtDesk } from './permissions.ts'
import { filesOf, publishedRequest } from './store.ts'

interface FileRef {
  number: number
  file: string
}

/** A file of one's own answer. @throws SignInNeeded, NotFound */
export async function sendOwnFile(ctx: Context, ref: FileRef): Promise<ResourceReply> {
  return fileOf(ctx, (await ownRequest(ctx, ref.number)).id, ref.file)
}

/** The same for an officer of the institution. @throws SignInNeeded, Forbidden, NotFound */
export async function sendDeskFile(ctx: Context, ref: FileRef): Promise<ResourceReply> {
  return fileOf(ctx, (await requestAtDesk(ctx, ref.number)).request.id, ref.file)
}

/** A file of an outcome that was made public with its files. @throws NotFound */
export async function sendPublicFile(ctx: Context, ref: FileRef): Promise<ResourceReply> {
  const published = await publishedRequest(ctx.db, ref.number)
  if (!published?.withFiles) throw new NotFound()
  return fileOf(ctx, published.id, ref.file)
}

/** An attachment that nothing runs in, whatever a browser thinks of it. */
async function fileOf(ctx: Context, requestId: string, id: string): Promise<ResourceReply> {
  const file = (await filesOf(ctx.db, requestId)).find((one) => one.id === id)
  if (!file) throw new NotFound()
  return {
    body: await ctx.files.read(file.sha256),
    contentType: file.type,
    fileName: file.name,
    headers: { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' },
  }
}
