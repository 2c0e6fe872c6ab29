import { InvalidInput } from '#kernel/errors.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { type CleanFile, cleanFile, UnreadableFile } from './clean-file.ts'
import type { UploadedFile } from './uploads-field.ts'

/**
 * What is kept of an uploaded file (`clean-file.ts`); what cannot be read is said at its field.
 *
 * @throws InvalidInput
 */
export async function cleanUpload(
  file: UploadedFile,
  field: string,
  unreadable: Text['key'] = 'kernel.file.unreadable',
): Promise<CleanFile> {
  try {
    return await cleanFile(file.bytes)
  } catch (error) {
    if (error instanceof UnreadableFile) throw new InvalidInput([{ field, text: { key: unreadable } }])
    throw error
  }
}
