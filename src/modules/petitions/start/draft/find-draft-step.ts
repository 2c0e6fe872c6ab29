import { placeChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import type { Context } from '#kernel/http/context.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { topics } from '../../petition.ts'
import { similarTo } from '../similar/find-similar.ts'
import { nextStep, type Step } from './answers.ts'
import { authorityChoices } from './authorities.ts'
import { ownDraft } from './open-draft.ts'
import { promisesOf } from './promises.ts'
import type { DocumentView, DraftView } from './replies.ts'
import { type DocumentRow, draftDocuments } from './store.ts'

/** A question of a draft with what it needs to be asked; 'check' shows all answers. */
export async function findDraftStep(
  ctx: Context,
  step: Step | 'check',
  id: string,
  search: string | null = null,
): Promise<DraftView> {
  const draft = await ownDraft(ctx, id)
  const { answers } = draft
  const needs = (one: Step) => step === one || step === 'check'
  const rows = needs('documents') ? await draftDocuments(ctx.db, id) : []
  const authorities = needs('addressees') ? await authorityChoices(ctx, search) : []
  return {
    id,
    version: draft.version,
    savedAt: draft.savedAt.toISOString(),
    sentAs: draft.sentAs,
    step,
    next: nextStep(answers),
    answers,
    similar: step === 'similar' ? await findSimilar(ctx, answers.title ?? '') : [],
    authorities,
    promises: step === 'check' ? await promisesOf(ctx, answers, authorities) : [],
    search,
    places: needs('place') ? placeChoices(ctx, { chosen: answers.place }) : [],
    topics: [...topics],
    documents: rows.map((row) => documentView(row, `/petitions/drafts/${id}/documents`)),
    whyHtml: step === 'check' ? markdownToHtml(answers.why ?? '') : '',
  }
}

export function documentView(row: DocumentRow, folder: string): DocumentView {
  const { sha256: _, ...shown } = row
  return { ...shown, path: `${folder}/${row.id}/${encodeURIComponent(row.name)}` }
}

async function findSimilar(ctx: Context, title: string) {
  const rows = await similarTo(ctx.db, title)
  return rows.map(({ placeKey, ...row }) => ({ ...row, place: placeLabel(ctx, placeKey) }))
}
