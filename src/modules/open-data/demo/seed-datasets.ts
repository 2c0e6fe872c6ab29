import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Authority, findAuthority } from '#commons/organisations/authorities.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { createDataset } from '../catalogue/describe/create-dataset.ts'
import { describeDataset } from '../catalogue/describe/describe-dataset.ts'
import type { NewForm } from '../catalogue/describe/fields.ts'
import { FILES_FOLLOW, publishDataset } from '../catalogue/describe/publish-dataset.ts'
import { submitDataset } from '../catalogue/describe/submit-dataset.ts'
import { withdrawDataset } from '../catalogue/describe/withdraw-dataset.ts'
import type { DemoDataset } from './dataset.ts'
import { demoDatasets } from './datasets.ts'

/** Tells how the demo's datasets came about, by the use-cases of officers. */
export async function seedDemoDatasets(services: Services, tell: (line: string) => void): Promise<void> {
  for (const dataset of demoDatasets) await tellOne(services, dataset)
  tell(`Open data: ${demoDatasets.length} datasets`)
}

async function tellOne(services: Services, { by, authority, published, form, changed }: DemoDataset): Promise<void> {
  const act = <T>(daysAgo: number, work: (ctx: WriteContext) => Promise<T>) =>
    actFor(services, { by, authority, daysAgo }, work)
  const { id: organisation } = (await findAuthority(services.db, authority)) as Authority
  const ref = { dataset: form.name }
  const described = { ...nothingSaid, ...form, organisation }
  await act((published ?? 3) + 2, (ctx) => createDataset(ctx, described))
  if (published === null) return
  await act(published + 1, (ctx) => submitDataset(ctx, ref))
  await act(published, (ctx) => publishDataset(ctx, ref, { on: null, withoutData: FILES_FOLLOW }))
  if (changed) await act(changed.daysAgo, (ctx) => describeDataset(ctx, ref, { ...described, ...changed.form }))
}

/** What became of datasets once their files were there: sent to be published, or withdrawn. */
export async function endDemoDatasets(services: Services): Promise<void> {
  for (const { by, authority, form, waits, withdrawn } of demoDatasets) {
    const ref = { dataset: form.name }
    if (waits) await actFor(services, { by, authority, daysAgo: 3 }, (ctx) => submitDataset(ctx, ref))
    if (withdrawn)
      await actFor(services, { by, authority, daysAgo: withdrawn.daysAgo }, (ctx) =>
        withdrawDataset(ctx, ref, { reason: withdrawn.reason, lang: 'ro' }),
      )
  }
}

/** An officer of an institution does something, before noon of some day. */
export async function actFor<T>(
  services: Services,
  { by, authority, daysAgo }: { by: string; authority: string; daysAgo: number },
  work: (ctx: WriteContext) => Promise<T>,
): Promise<T> {
  const { id: organisationId } = (await findAuthority(services.db, authority)) as Authority
  const viewer = await demoViewer(services, by, [{ name: 'officer', placeKey: null, organisationId }])
  return actAs(services, { viewer, lang: 'ro', now: at(services, daysAgo) }, work)
}

/** Before noon of that day. */
export function at({ clock, timeZone }: Services, daysAgo: number): Date {
  return new Date(`${addDays(dayOf(clock.now(), timeZone), -daysAgo)}T08:00:00Z`)
}

/** A form of which nothing is filled in. */
const nothingSaid: Omit<NewForm, 'titleRo'> = {
  organisation: null,
  name: null,
  titleRu: null,
  titleEn: null,
  descriptionRo: null,
  descriptionRu: null,
  descriptionEn: null,
  keywordsRo: [],
  keywordsRu: [],
  keywordsEn: [],
  themes: [],
  licence: null,
  frequency: null,
  accessRights: null,
  contactName: null,
  contactEmail: null,
  contactUrl: null,
  place: null,
  coversFrom: null,
  coversTo: null,
  highValue: null,
}
