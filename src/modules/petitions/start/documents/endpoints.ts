import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import { uploads } from '#kernel/files/uploads-field.ts'
import { checkbox, type Field, form, optional, text } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, type Page, resource } from '#kernel/http/endpoint.ts'
import { idInPath, numberInPath } from '../../fields.ts'
import { nextStep } from '../draft/answers.ts'
import { ownDraft, ownDraftHeld } from '../draft/open-draft.ts'
import { saveDraft } from '../draft/save-draft.ts'
import { draftDocuments } from '../draft/store.ts'
import { addDocument, MAX_DOCUMENT_BYTES, removeDocument } from './add-document.ts'
import { findPublicDocument } from './store.ts'

const none = Type.Object({})
const anyName = text({ max: 200 })

/** A file with what it shows; who goes `onward` needs none. */
const uploadForm = form(
  {
    file: uploads({ max: 1, maxBytes: MAX_DOCUMENT_BYTES }),
    description: optional(text({ max: 200, min: 5 })),
    onward: checkbox(),
  },
  ({ file, description, onward }) => [
    ...(file.length === 0 && !onward
      ? [{ field: 'file', text: { key: 'petitions.start.document.missing' as const } }]
      : []),
    ...((file.length > 0 || !onward) && description === null
      ? [{ field: 'description', text: { key: 'petitions.start.description.missing' as const } }]
      : []),
  ],
)

/** @param showDocuments the question about documents, where both forms stand */
export function documentEndpoints(showDocuments: Page<any, any, any>) {
  const postUpload = action({
    name: 'addDraftDocument',
    path: '/petitions/drafts/:draft/uploads',
    params: form({ draft: idInPath() }),
    audience: 'personal',
    multipart: true,
    // A program sends base64, a third more.
    bodyLimit: Math.ceil(MAX_DOCUMENT_BYTES * 1.34) + 100_000,
    body: uploadForm,
    reply: Type.Object({ next: Type.String({ description: 'The question that comes' }) }),
    status: 201,
    run: async (ctx, { draft }, { file: [file], description, onward }) => {
      if (file && description !== null) await addDocument(ctx, draft, { file, description })
      return { next: onward ? await afterDocuments(ctx, draft) : 'documents' }
    },
    form: showDocuments as Page<{ draft: Field<string> }, any, any>,
    done: ({ next }, { draft }) => `/petitions/drafts/${draft}/${next}`,
  })

  const postRemoval = action({
    name: 'removeDraftDocument',
    path: '/petitions/drafts/:draft/documents/:document/removal',
    params: form({ draft: idInPath(), document: idInPath() }),
    audience: 'personal',
    body: form({}),
    reply: none,
    run: async (ctx, { draft, document }) => {
      await removeDocument(ctx, draft, document)
      return {}
    },
    form: showDocuments as Page<{ draft: Field<string>; document: Field<string> }, any, any>,
    done: (_reply, { draft }) => `/petitions/drafts/${draft}/documents`,
  })

  return [postUpload, postRemoval, sendDraftDocument, sendPublicDocument]
}

/** The question about documents has one answer, so that no other window can have given another: nothing is compared. */
async function afterDocuments(ctx: WriteContext, draft: string): Promise<string> {
  const { version, writer } = await ownDraftHeld(ctx, draft)
  const { answers } = await saveDraft(ctx, draft, { version, writer, leave: false, answers: { documents: 'seen' } })
  return nextStep(answers)
}

const sendDraftDocument = resource({
  name: 'sendDraftDocument',
  path: '/petitions/drafts/:draft/documents/:document/:name',
  params: form({ draft: idInPath(), document: idInPath(), name: anyName }),
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: async (ctx, { draft, document }) => {
    await ownDraft(ctx, draft)
    const found = (await draftDocuments(ctx.db, draft)).find(({ id }) => id === document)
    if (!found) throw new NotFound()
    return sendKeptFile(ctx, found)
  },
})

const sendPublicDocument = resource({
  name: 'sendDocument',
  path: '/petitions/:number/documents/:document/:name',
  params: form({ number: numberInPath(), document: idInPath(), name: anyName }),
  contentType: 'application/octet-stream',
  load: async (ctx, { number, document }) => {
    const found = await findPublicDocument(ctx.db, number, document)
    if (!found) throw new NotFound()
    return sendKeptFile(ctx, found)
  },
})
