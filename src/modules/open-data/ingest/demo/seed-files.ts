import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import { ArrivedFile, forgetArrived } from '#kernel/files/arrived-file.ts'
import type { Services, Viewer, WriteContext } from '#kernel/http/context.ts'
import { addFile } from '../../catalogue/describe/change-files.ts'
import type { Dataset } from '../../dataset.ts'
import { confirmSaid, sayBasis } from '../../guard/say-basis.ts'
import { findBasis } from '../../guard/store.ts'
import { findDataset } from '../../store.ts'
import { ownVersion } from '../own-version.ts'
import { publishVersion } from '../publish-version.ts'
import { readWaiting } from '../read-waiting.ts'
import { sendFile, type VersionRef } from '../send-file.ts'
import { type DemoFile, demoFiles } from './files.ts'

/** Sends the demo's files as officers do, lets them be read, and publishes them. */
export async function seedDemoFiles(services: Services, tell: (line: string) => void): Promise<void> {
  for (const file of demoFiles) await tellOne(services, file)
  tell(`Open data: ${demoFiles.length} files with their tables`)
}

async function tellOne(services: Services, file: DemoFile): Promise<void> {
  const dataset = (await findDataset(services.db, file.dataset)) as Dataset
  const viewer: Viewer = await demoViewer(services, file.by, [
    { name: 'officer', placeKey: null, organisationId: dataset.organisationId },
  ])
  const now = new Date(`${addDays(dayOf(services.clock.now(), services.timeZone), -file.daysAgo)}T08:00:00Z`)
  const act = <T>(work: (ctx: WriteContext) => Promise<T>) => actAs(services, { viewer, lang: 'ro', now }, work)
  const distribution = await act((ctx) => addFile(ctx, { dataset: dataset.name }, described(file)))
  const ref = { dataset: dataset.name, distribution }
  const arrived = await arrivedAs(services, file)
  const sent = await act((ctx) => sendFile(ctx, ref, { file: arrived }))
  await forgetArrived({ file: arrived })
  await readWaiting(services)
  if (file.basis) await tellBasis(services, { viewer, now }, sent, file.basis)
  await act(async (ctx) => {
    const { version } = await ownVersion(ctx, sent)
    await publishVersion(ctx, sent, version.readAt?.toISOString() ?? '')
  })
}

/** One names the law, another one confirms it. */
async function tellBasis(services: Services, by: { viewer: Viewer; now: Date }, sent: VersionRef, basis: string) {
  await actAs(services, { ...by, lang: 'ro' }, (ctx) => sayBasis(ctx, sent, { basis }))
  const chief = await demoViewer(services, 'radu', [{ name: 'administrator', placeKey: null, organisationId: null }])
  await actAs(services, { ...by, viewer: chief, lang: 'ro' }, async (ctx) => {
    const { version } = await ownVersion({ ...ctx, viewer: by.viewer }, sent)
    const said = await findBasis(ctx.tx, version.id)
    await confirmSaid(ctx, sent, { saidAt: said?.saidAt.toISOString() ?? '' })
  })
}

function described({ title }: DemoFile): Parameters<typeof addFile>[2] {
  return {
    titleRo: title.ro,
    titleRu: title.ru,
    titleEn: title.en,
    descriptionRo: null,
    descriptionRu: null,
    descriptionEn: null,
    url: null,
    format: null,
    licence: null,
  }
}

async function arrivedAs({ files }: Services, { fileName, make }: DemoFile): Promise<ArrivedFile> {
  const bytes = make()
  const place = path.join(await files.newFolder(), 'file')
  await writeFile(place, bytes)
  return new ArrivedFile(fileName, place, bytes.length, false)
}
