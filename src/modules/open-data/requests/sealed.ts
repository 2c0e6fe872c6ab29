import { seal, unseal } from '#kernel/config/seal.ts'

/** Who asks and what, as the law wants it. Read by who asked and by officers of the institution alone. */
export interface RequestData {
  name: string
  postalAddress: string
  email: string
  description: string
}

const REQUEST = 'open-data request'
const ANSWER = 'open-data request answer'

export function sealRequest(vault: Buffer, id: string, data: RequestData): Buffer {
  return seal(vault, REQUEST, id, Buffer.from(JSON.stringify(data)))
}

/** @returns null once it was erased */
export function unsealRequest(vault: Buffer, id: string, sealed: Buffer): RequestData | null {
  return sealed.length === 0 ? null : (JSON.parse(unseal(vault, REQUEST, id, sealed).toString()) as RequestData)
}

/** Markdown as the officer wrote it, and as it was rendered and cleaned then. */
export interface AnswerText {
  text: string
  html: string
}

export function sealAnswer(vault: Buffer, id: string, answer: AnswerText): Buffer {
  return seal(vault, ANSWER, id, Buffer.from(JSON.stringify(answer)))
}

/** @returns null where nothing was answered, and once it was erased */
export function unsealAnswer(vault: Buffer, id: string, sealed: Buffer | null): AnswerText | null {
  if (sealed === null || sealed.length === 0) return null
  return JSON.parse(unseal(vault, ANSWER, id, sealed).toString()) as AnswerText
}
