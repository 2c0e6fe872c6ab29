import sharp from 'sharp'
import { type FileType, fileTypeOf } from './file-type.ts'

export interface CleanFile {
  bytes: Buffer
  type: FileType
  /** Of a picture, in pixels. */
  width: number | null
  height: number | null
}

/** The file is damaged, protected, or not what its first bytes say. */
export class UnreadableFile extends Error {}

const MAX_PIXELS = 40_000_000
const MAX_SIDE = 2_000

/**
 * What is kept of a file that somebody sent. Pictures are drawn anew (so nothing hides in them: no place, camera or
 * thumbnail) at 2,000 pixels at most. PDFs cannot be drawn anew here: they are cleaned (`clean-pdf.ts`), and only ever served as
 * attachments.
 *
 * @throws UnreadableFile
 */
export async function cleanFile(bytes: Buffer): Promise<CleanFile> {
  const type = fileTypeOf(bytes)
  try {
    if (type === 'application/pdf') return { bytes: await cleaned(bytes), type, width: null, height: null }
    if (type) return await redraw(bytes, type)
  } catch (error) {
    throw new UnreadableFile('this file cannot be read', { cause: error })
  }
  throw new UnreadableFile('this kind of file is not taken')
}

/** What reads PDFs is large: where the program is built in pieces, as for tests, it is loaded with the first of them. */
async function cleaned(bytes: Buffer): Promise<Buffer> {
  const { cleanPdf } = await import('./clean-pdf.ts')
  return cleanPdf(bytes)
}

async function redraw(bytes: Buffer, type: FileType): Promise<CleanFile> {
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
  const drawn =
    type === 'image/png'
      ? picture.png({ compressionLevel: 9 })
      : type === 'image/webp'
        ? picture.webp({ quality: 82 })
        : picture.jpeg({ quality: 82, mozjpeg: true })
  const { data, info } = await drawn.toBuffer({ resolveWithObject: true })
  return { bytes: data, type, width: info.width, height: info.height }
}
