import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'

/**
 * A kept file as the browser gets it. Pictures were drawn anew by us and are shown; anything else is only ever
 * downloaded. Opened by itself, neither can run or load anything: the policy puts it in a sandbox.
 *
 * @throws NotFound when the file is gone
 */
export async function sendKeptFile(
  ctx: Pick<Context, 'files'>,
  file: { sha256: string; name: string; type: string },
): Promise<ResourceReply> {
  if (!(await ctx.files.has(file.sha256))) throw new NotFound()
  const picture = file.type.startsWith('image/')
  return {
    body: ctx.files.open(file.sha256),
    contentType: file.type,
    ...(!picture && { fileName: file.name }),
    // Short: a file can be masked or hidden, and then must soon be gone from every cache.
    cacheSeconds: 300,
    headers: {
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      ...(picture && { 'content-disposition': 'inline' }),
    },
  }
}
