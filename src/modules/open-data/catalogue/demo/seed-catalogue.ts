import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Authority, findAuthority } from '#commons/organisations/authorities.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services, Viewer } from '#kernel/http/context.ts'
import { createDataset } from '../describe/create-dataset.ts'
import { describeDataset } from '../describe/describe-dataset.ts'
import type { NewForm } from '../describe/fields.ts'
import { publishDataset } from '../describe/publish-dataset.ts'
import { submitDataset } from '../describe/submit-dataset.ts'
import { withdrawDataset } from '../describe/withdraw-dataset.ts'
import { type DemoDataset, demoDatasets } from './datasets.ts'

/** Tells how the demo's datasets came about, by the use-cases of officers. */
export async function seedDemoCatalogue(services: Services, tell: (line: string) => void): Promise<void> {
  for (const dataset of demoDatasets) await tellOne(services, dataset)
  tell(`Open data: ${demoDatasets.length} datasets`)
}

async function tellOne(services: Services, { by, authority, published, form, changed, waits, withdrawn }: DemoDataset) {
  const { id: organisationId } = (await findAuthority(services.db, authority)) as Authority
  const viewer: Viewer = await demoViewer(services, by, [{ name: 'officer', placeKey: null, organisationId }])
  const act = (daysAgo: number, work: Parameters<typeof actAs<unknown>>[2]) =>
    actAs(services, { viewer, lang: 'ro', now: at(services, daysAgo) }, work)
  const ref = { dataset: form.name }
  const described = { ...nothingSaid, ...form, organisation: organisationId }
  await act((published ?? 3) + 2, (ctx) => createDataset(ctx, described))
  if (published !== null || waits) await act((published ?? 2) + 1, (ctx) => submitDataset(ctx, ref))
  if (published !== null) await act(published, (ctx) => publishDataset(ctx, ref, { on: null }))
  if (changed) await act(changed.daysAgo, (ctx) => describeDataset(ctx, ref, { ...described, ...changed.form }))
  if (withdrawn) await act(withdrawn.daysAgo, (ctx) => withdrawDataset(ctx, ref, withdrawn))
}

/** Before noon of that day. */
function at({ clock, timeZone }: Services, daysAgo: number): Date {
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
