import sharp from 'sharp'
import type { CleanFile } from './clean-file.ts'

/** A cleaned picture as lists show it: some five kilobytes. */
export async function smallPicture(clean: CleanFile): Promise<CleanFile> {
  const { data, info } = await sharp(clean.bytes)
    .resize({ width: 240, height: 180, fit: 'cover', position: 'attention' })
    .webp({ quality: 60 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, type: 'image/webp', width: info.width, height: info.height }
}
