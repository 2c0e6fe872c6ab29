import Type from 'typebox'
import { arrivedFile } from '#kernel/files/arrived-file.ts'
import { form, integer, text } from '#kernel/forms/fields.ts'
import { idInPath } from '#kernel/forms/path-fields.ts'
import { action, type Page } from '#kernel/http/endpoint.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { datasetName } from '../../catalogue/fields.ts'
import { byDistribution, MOST_BYTES } from '../fields.ts'
import { mayUpload } from '../send-file.ts'
import { beginUpload, PIECE_BYTES } from './begin-upload.ts'
import { sendPiece } from './send-piece.ts'

const UPLOADS = '/work/data/:dataset/files/:distribution/uploads'

const byUpload = form({ dataset: datasetName(), distribution: idInPath(), upload: idInPath() })
const uploadForm = form({ fileName: text({ max: 200 }), size: integer({ min: 1, max: MOST_BYTES }) })
const pieceForm = form({
  offset: integer({ min: 0, max: MOST_BYTES }),
  file: arrivedFile({ maxBytes: PIECE_BYTES, missing: 'open-data.ingest.file.missing' }),
})

/** A large file in pieces, over a network that breaks off. @param showFiles the page of the files, which people use */
export function uploadEndpoints(showFiles: Page<any, any, any>) {
  const done = (_reply: unknown, { dataset, distribution }: { dataset: string; distribution: string }) =>
    `/work/data/${dataset}/files/${distribution}`
  return [
    action({
      name: 'beginUpload',
      path: UPLOADS,
      params: byDistribution,
      audience: 'personal',
      body: uploadForm,
      reply: Type.Object({
        id: Type.String(),
        received: Type.Integer(),
        pieceBytes: Type.Integer({ description: 'Of a piece at most' }),
      }),
      status: 201,
      repeat: 'key',
      run: beginUpload,
      form: showFiles,
      done,
    }),
    action({
      name: 'sendPiece',
      path: `${UPLOADS}/:upload`,
      params: byUpload,
      audience: 'personal',
      multipart: true,
      body: pieceForm,
      admit: async (ctx, ref) => void (await mayUpload(ctx, ref)),
      reply: Type.Object({
        received: Type.Integer({ description: 'Bytes of the file; the next piece begins there' }),
        version: nullable(Type.Integer({ description: 'Of the file, once all of it is there' })),
      }),
      run: sendPiece,
      form: showFiles,
      done,
    }),
  ]
}
