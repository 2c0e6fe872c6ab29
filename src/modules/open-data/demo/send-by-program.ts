import { actAs } from '#commons/people/demo/act-as.ts'
import { viewerOfTokenId } from '#commons/people/identify.ts'
import { listTokens, makeToken } from '#commons/people/tokens/tokens.ts'
import type { ArrivedFile } from '#kernel/files/arrived-file.ts'
import type { Services, Viewer } from '#kernel/http/context.ts'
import { askToPublish } from '../ckan/write/store.ts'
import { sendFile, type VersionRef } from '../ingest/send-file.ts'

/** A program sends a file with a token of its officer, and asks for it to be published once it is read: nobody waits for that. */
export async function sendByProgram(
  services: Services,
  officer: Viewer,
  ref: { dataset: string; distribution: string },
  file: ArrivedFile,
): Promise<VersionRef> {
  const now = services.clock.now()
  const atDesk = { ...officer, sessionId: 'demo' }
  const token = await actAs(services, { viewer: atDesk, lang: 'ro', now }, async (ctx) => {
    const { name } = await makeToken(ctx, {
      ...{ name: 'Stațiile de aer', days: '365', key: null },
      scopes: ['open-data:write', 'open-data:publish'],
    })
    return (await listTokens({ ...ctx, db: ctx.tx })).find((one) => one.name === name)
  })
  const viewer = token && (await viewerOfTokenId(services.db, token.id, now))
  if (!viewer) throw new Error('no token for the stations of the demo')
  return actAs(services, { viewer, lang: 'ro', now }, async (ctx) => {
    const sent = await sendFile(ctx, ref, { file })
    await askToPublish(ctx.tx, sent, token.id, now)
    return sent
  })
}
