import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import { ArrivedFile, forgetArrived } from '#kernel/files/arrived-file.ts'
import type { Services, Viewer, WriteContext } from '#kernel/http/context.ts'
import { addFile } from '../catalogue/describe/change-files.ts'
import type { Dataset } from '../dataset.ts'
import { confirmSaid, sayBasis } from '../guard/say-basis.ts'
import { findBasis } from '../guard/store.ts'
import { ownVersion } from '../ingest/own-version.ts'
import { publishVersion } from '../ingest/publish-version.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { readHere } from '../ingest/reader/read-here.ts'
import { sendFile, type VersionRef } from '../ingest/send-file.ts'
import { correctVersion } from '../recall/correct/correct-version.ts'
import { recallData } from '../recall/permissions.ts'
import { recallVersion } from '../recall/recall-version.ts'
import { findDataset } from '../store.ts'
import type { DemoFile, DemoVersion } from './file.ts'
import { demoFiles, demoLinks } from './files.ts'
import { at, endDemoDatasets } from './seed-datasets.ts'
import { sendByProgram } from './send-by-program.ts'

/** Sends the demo's files as officers do, lets them be read, and does with them what officers do. What a program sends is read when the site is up. */
export async function seedDemoFiles(services: Services, tell: (line: string) => void): Promise<void> {
  for (const { dataset, by, daysAgo, title, url, format } of demoLinks)
    await (await officerOf(services, { dataset, by }))(daysAgo, (ctx) =>
      addFile(ctx, { dataset }, { ...described(title), url, format }),
    )
  for (const file of demoFiles) await tellOne(services, file)
  await endDemoDatasets(services)
  tell(`Open data: ${demoFiles.length} files with their tables; the largest is read while the site is up`)
}

type Act = <T>(daysAgo: number, work: (ctx: WriteContext) => Promise<T>) => Promise<T>

async function officerOf(services: Services, of: { dataset: string; by: string }): Promise<Act> {
  const viewer = await viewerFor(services, of)
  return (daysAgo, work) => actAs(services, { viewer, lang: 'ro', now: at(services, daysAgo) }, work)
}

async function viewerFor(services: Services, { dataset, by }: { dataset: string; by: string }): Promise<Viewer> {
  const { organisationId } = (await findDataset(services.db, dataset)) as Dataset
  return demoViewer(services, by, [{ name: 'officer', placeKey: null, organisationId }])
}

async function tellOne(services: Services, file: DemoFile): Promise<void> {
  const { dataset, title, versions } = file
  const act = await officerOf(services, file)
  const distribution = await act(versions[0].daysAgo, (ctx) => addFile(ctx, { dataset }, described(title)))
  const sent: VersionRef[] = []
  for (const version of versions) sent.push(await tellVersion(services, act, file, { dataset, distribution }, version))
  for (const [before, { erratum }] of versions.entries()) {
    const [wrong, right] = [sent[before], sent[before + 1]]
    if (erratum && wrong && right)
      await act(erratum.daysAgo, (ctx) => correctVersion(ctx, wrong, { text: erratum.text, replacedBy: right.version }))
  }
}

async function tellVersion(
  services: Services,
  act: Act,
  file: DemoFile,
  ref: { dataset: string; distribution: string },
  version: DemoVersion,
): Promise<VersionRef> {
  const { daysAgo, basis, becomes, driftSeen, recalled } = version
  const arrived = await arrivedAs(services, version)
  if (becomes === 'published-by-program') {
    const sent = await sendByProgram(services, await viewerFor(services, file), ref, arrived)
    await forgetArrived({ file: arrived })
    return sent
  }
  const sent = await act(daysAgo, (ctx) => sendFile(ctx, ref, { file: arrived }))
  await forgetArrived({ file: arrived })
  await readWaiting(services, undefined, undefined, readHere)
  if (basis) await act(daysAgo, (ctx) => sayBasis(ctx, sent, { basis, lang: 'ro' }))
  if (becomes) return sent
  if (basis) await confirmBasis(services, await viewerFor(services, file), daysAgo, sent)
  await act(daysAgo, async (ctx) => {
    const { version: read } = await ownVersion({ ...ctx, db: ctx.tx }, sent)
    await publishVersion(ctx, sent, read.readAt?.toISOString() ?? '', driftSeen)
  })
  if (recalled) await act(recalled.daysAgo, (ctx) => recallVersion(ctx, sent, { ...recalled, lang: 'ro' }, recallData))
  return sent
}

/** What one official said another one confirms. */
async function confirmBasis(services: Services, officer: Viewer, daysAgo: number, sent: VersionRef): Promise<void> {
  const viewer = await demoViewer(services, 'radu', [{ name: 'administrator', placeKey: null, organisationId: null }])
  await actAs(services, { viewer, lang: 'ro', now: at(services, daysAgo) }, async (ctx) => {
    const { version } = await ownVersion({ ...ctx, db: ctx.tx, viewer: officer }, sent)
    const said = await findBasis(ctx.tx, version.id)
    await confirmSaid(ctx, sent, { saidAt: said?.saidAt.toISOString() ?? '' })
  })
}

function described(title: DemoFile['title']): Parameters<typeof addFile>[2] {
  return {
    titleRo: title.ro,
    titleRu: title.ru ?? null,
    titleEn: title.en ?? null,
    descriptionRo: null,
    descriptionRu: null,
    descriptionEn: null,
    url: null,
    format: null,
    licence: null,
  }
}

async function arrivedAs({ files }: Services, { fileName, make }: DemoVersion): Promise<ArrivedFile> {
  const bytes = make()
  const place = path.join(await files.newFolder(), 'file')
  await writeFile(place, bytes)
  return new ArrivedFile(fileName, place, bytes.length, false)
}
