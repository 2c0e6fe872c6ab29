import type { Services } from '#kernel/http/context.ts'
import { readSignedId, signedId } from '../signed-id.ts'

type Keys = Pick<Services, 'publicUrl' | 'secrets'>

/** Where a reader sees what they follow and how often they hear of it, without signing in. */
export function settingsUrl(services: Keys, mailboxId: string, lang: string): string {
  return `${services.publicUrl}/${lang}/following/${settingsToken(services.secrets.session, mailboxId)}`
}

/** Where one click of a mail program stops all digests (RFC 8058). */
export function digestOffUrl(services: Keys, mailboxId: string, lang: string): string {
  return `${services.publicUrl}/${lang}/digest-off/${settingsToken(services.secrets.session, mailboxId)}`
}

/** Shows what a mailbox follows and changes that; an erased mailbox follows nothing. */
export const settingsToken = (key: Buffer, mailboxId: string) => signedId(key, 'following', mailboxId)

/** @returns the mailbox's id, or null when the token is not ours */
export const readSettingsToken = (key: Buffer, token: string) => readSignedId(key, 'following', token)
