import { InvalidInput } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { CleanFile } from './clean-file.ts'
import { cleanUpload } from './clean-upload.ts'
import type { UploadedFile } from './uploads-field.ts'

/** What a row keeps of a file that somebody sent. */
export interface KeptFile extends Omit<CleanFile, 'bytes'> {
  sha256: string
  size: number
}

/**
 * Cleans a file that somebody sent (pictures are drawn anew) and keeps it.
 *
 * @param field under which the form says what is wrong
 * @throws InvalidInput when it cannot be read
 */
export async function keepFile(
  { files }: Pick<Services, 'files'>,
  file: UploadedFile,
  field: string,
): Promise<KeptFile> {
  const { bytes, ...clean } = await cleanUpload(file, field)
  return { ...clean, ...(await files.put(bytes)) }
}

/** The same for a picture. @throws InvalidInput also when there is none, or it is no picture */
export async function keepPicture(
  services: Pick<Services, 'files'>,
  [file]: UploadedFile[],
  field: string,
): Promise<KeptFile> {
  if (!file?.type.startsWith('image/')) throw new InvalidInput([{ field, text: { key: 'kernel.file.not-picture' } }])
  return keepFile(services, file, field)
}
