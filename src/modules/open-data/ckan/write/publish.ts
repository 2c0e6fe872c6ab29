import { may } from '#commons/access/permit.ts'
import { Refusal } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { say } from '#kernel/i18n/translator.ts'
import { lacksOf } from '../../catalogue/describe/lacks.ts'
import { FILES_FOLLOW, mustBeAnother, publishDataset } from '../../catalogue/describe/publish-dataset.ts'
import { submitDataset } from '../../catalogue/describe/submit-dataset.ts'
import { publishData } from '../../catalogue/permissions.ts'
import type { Dataset } from '../../dataset.ts'
import { releaseData } from '../../ingest/permissions.ts'
import type { VersionRef } from '../../ingest/send-file.ts'
import { lockDataset } from '../../store.ts'
import { askToPublish } from './store.ts'

/**
 * A program says that a draft is not private: it is published where one officer alone may do so; where another one must look at it, it is sent
 * to them if that was asked for, else it stays a draft, to which files can still be added.
 *
 * @returns why it is not public, in English; null when it is
 */
export async function publishIfAllowed(
  ctx: WriteContext,
  name: string,
  { submit }: { submit: boolean },
): Promise<string | null> {
  const dataset = (await lockDataset(ctx.tx, name)) as Dataset
  const { organisationId, state } = dataset
  if (state === 'published') return null
  if (state === 'withdrawn') return 'It was withdrawn; an officer publishes it again.'
  if (!may(ctx, publishData, { organisationId })) return 'This token has no right to publish: an officer does.'
  const lacks = lacksOf(dataset).map((field) => (field === 'licence' ? 'license_id' : 'notes'))
  if (lacks.length > 0) return `It lacks ${lacks.join(' and ')}.`
  if (state === 'review') return 'It waits for another officer to publish it.'
  try {
    if (!(await mustBeAnother(ctx, ctx.tx, dataset, ctx.viewer.accountId))) {
      await publishDataset(ctx, { dataset: name }, { on: null, withoutData: FILES_FOLLOW })
      return null
    }
    if (!submit)
      return 'Another officer must look at it: send private=false with package_patch when all files are there.'
    await submitDataset(ctx, { dataset: name })
    return 'It waits for another officer to publish it.'
  } catch (error) {
    if (error instanceof Refusal) return say(ctx.translate('en'), error.text)
    throw error
  }
}

/** The file that a program sent is published as soon as it is read, where its token has the right to publish. */
export async function publishOnceRead(
  ctx: WriteContext,
  { organisationId }: Dataset,
  version: VersionRef,
): Promise<void> {
  const { token } = ctx.viewer
  if (token && may(ctx, releaseData, { organisationId })) await askToPublish(ctx.tx, version, token.id, ctx.now)
}
