import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { Services } from '#kernel/http/context.ts'
import type { KeptFile } from './keep-file.ts'

/** Keeps a kept picture once more as lists show it: some five kilobytes. */
export async function keepSmall(
  { files }: Pick<Services, 'files'>,
  { sha256 }: Pick<KeptFile, 'sha256'>,
): Promise<KeptFile> {
  const { data, info } = await sharp(await buffer(files.open(sha256)))
    .resize({ width: 240, height: 180, fit: 'cover', position: 'attention' })
    .webp({ quality: 60 })
    .toBuffer({ resolveWithObject: true })
  return { type: 'image/webp', width: info.width, height: info.height, ...(await files.put(data)) }
}
