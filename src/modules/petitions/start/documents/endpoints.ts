import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import { uploads } from '#kernel/files/uploads-field.ts'
import { type Field, form, text } from '#kernel/forms/fields.ts'
import { action, type Page, resource } from '#kernel/http/endpoint.ts'
import { idInPath, numberInPath } from '../../fields.ts'
import { ownDraft } from '../draft/open-draft.ts'
import { draftDocuments } from '../draft/store.ts'
import { addDocument, MAX_DOCUMENT_BYTES, removeDocument } from './add-document.ts'
import { findPublicDocument } from './store.ts'

const none = Type.Object({})
const anyName = text({ max: 200 })

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
    body: form({
      file: uploads({ max: 1, maxBytes: MAX_DOCUMENT_BYTES }),
      description: text({ max: 200, min: 5, missing: 'petitions.start.description.missing' }),
    }),
    reply: none,
    status: 201,
    run: async (ctx, { draft }, upload) => {
      await addDocument(ctx, draft, upload)
      return {}
    },
    form: showDocuments as Page<{ draft: Field<string> }, any, any>,
    done: (_reply, { draft }) => `/petitions/drafts/${draft}/documents`,
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
