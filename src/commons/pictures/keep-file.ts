import { InvalidInput } from '#kernel/errors.ts'
import { type CleanFile, cleanFile, UnreadableFile } from '#kernel/files/clean-file.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { Services } from '#kernel/http/context.ts'

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
  const { bytes, ...clean } = await cleaned(file, field)
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

async function cleaned(file: UploadedFile, field: string): Promise<CleanFile> {
  try {
    return await cleanFile(file.bytes)
  } catch (error) {
    if (error instanceof UnreadableFile) throw new InvalidInput([{ field, text: { key: 'kernel.file.unreadable' } }])
    throw error
  }
}
