import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** A way to ask a room that programs know from elsewhere, beside the API that every page is. */
export interface ProgramInterface {
  name: string
  title: MessageKey
  about: MessageKey
  /** Where it is, as paths; a part that depends on what is asked for in braces. */
  addresses: string[]
  /** Commands that give an answer when they are copied: about what is public now. */
  examples(ctx: Context): Promise<Example[]>
}

export interface Example {
  about: MessageKey
  command: string
}

declare module '#kernel/module.ts' {
  interface Manifest {
    programInterfaces?: ProgramInterface[]
  }
}
