import type { Db, Tx } from '#kernel/database/database.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { MessageKey, Text } from '#kernel/i18n/translator.ts'
import type { Manifest } from '#kernel/module.ts'
import type { Phase, Process, Rehearsal } from './process.ts'
import type { TellStep } from './rehearsal/request.ts'
import type { ProcessEvent } from './store.ts'

/** What a phase offers people to do; a room declares it, and a process asks it instead of knowing rooms. */
export interface Method {
  /** `<room>.<name>`; the messages `<room>.method.<name>` and `<room>.method.<name>.says` name it and say what one does. */
  name: string
  /** The way to take part while the phase is open, below the process's address. */
  act?: { path: string; label: MessageKey }
  /** The way to what came of it, from the day on which the phase opened. */
  look?: { path: string; label: MessageKey }
  /** Where `look` leads to something already before that day, what it is called then; without it nothing does. */
  early?: { label?: MessageKey; there(db: Db | Tx, process: Process): Promise<boolean> }
  /** Further pages about what came of it, from that day and while `there` says so; without it always. */
  more?: readonly {
    path: string
    label: MessageKey
    there?(db: Db | Tx, process: Process): Promise<boolean>
  }[]
  /** A copy with synthetic people has nothing of it: none of its ways, nor its desk, is offered in a rehearsal. */
  notRehearsed?: true
  /** The work of who runs the process, below `/work/processes/:number` or, from `/work/` on, elsewhere; from the day on which the phase opened. */
  desk?: { path: string; label: MessageKey }
  /** How else one takes part than by `act`, such as on paper; told until the phase is over. */
  also?(ctx: Context, process: Process): Promise<Text[]>
  /** What is still missing before the phase can open; empty when it can. Asked on its day, and shown to who runs the process. */
  missing?(db: Db | Tx, process: Process): Promise<Text[]>
  /** In the transaction that opens or closes the phase. Runs once. */
  opened?(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void>
  closed?(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void>
  /** When what people did in it was decided; false while it is not. Rolls are deleted some time after. Without it nothing waits. */
  settled?(db: Db, process: Process): Promise<Date | boolean>
  /** How things are called now that events of its kinds name by number: what is hidden or translated later is so in what was told before, too. */
  names?: Record<string, NamedNow>
  /** Big numbers for the process's page: how many ideas, how many votes. Public at any time. */
  figures?(db: Db, process: Process): Promise<Figure[]>
}

/** @returns arguments of the event's message that are not in its `data` */
export type NamedNow = (
  db: Db | Tx,
  event: Pick<ProcessEvent, 'data'> & { processId: string },
) => Promise<Record<string, Localised>>

export interface Figure {
  value: number
  of: MessageKey
  /** When this very number was recounted from the public log, and from how many entries; null or left out where it was not. */
  recounted?: { at: Date; entries: number } | null
  /** Since when it does not agree with the log. */
  disagreesSince?: Date | null
}

/** A ready set of phases that an official begins from and then changes. */
export interface Blueprint {
  /** `<room>.<name>`; the messages `<room>.blueprint.<name>` and `….says`. */
  name: string
  phases: readonly { method: string; days: number }[]
  who: { minAge: number; residentsOnly: boolean }
  /** Writes what the room keeps of the process, in the transaction that begins it. */
  begin(services: Services, tx: Tx, process: Process): Promise<void>
  /** In the transaction that changed the draft's facts: what the room keeps follows them, as its place. */
  changed?(services: Services, tx: Tx, process: Process): Promise<void>
  /** In the transaction that gives the process up. */
  cancelled?(tx: Tx, process: Process): Promise<void>
  /** What the room's part of the draft still lacks before it can be published. */
  missing?(services: Services, db: Db | Tx, process: Process, now: Date): Promise<Text[]>
  /** How the room rehearses such a process; without it there are no rehearsals. */
  rehearsal?: {
    /** Models of choice: the messages `<room>.model.<name>` and `….says` of `<room>.<name>` state each. */
    models: readonly string[]
    /**
     * Writes what the room keeps of the copy, run through all phases at once: money, projects, ballots of synthetic people, the result. Nothing
     * into the public log. Where the rehearsal names votes of elsewhere (`votesOf`), with those. `tell` says to whoever waits which step begins.
     */
    run(
      services: Services,
      tx: Tx,
      source: Process,
      copy: Process & { rehearsal: Rehearsal },
      now: Date,
      tell: TellStep,
    ): Promise<void>
    /** Deletes it all. */
    forget(tx: Tx, copy: Process): Promise<void>
  }
  /** Where an official sets what only this room knows (money, rules), below `/work/processes/:number`. */
  settings?: { path: string; label: MessageKey }
}

/** What is no process and stands below their list: what else people look for there. */
export interface BesideProcesses {
  /** Anchor. */
  name: string
  title: MessageKey
  lead: MessageKey
  /** All of them; `all` says so, with their `count`. */
  path: string
  all: MessageKey
  /** In a word, what each is. */
  mark: MessageKey
  /** A few. Their table tells of its changes under the topic of the list (migration budgeting_change_imported). */
  newest(ctx: Context): Promise<{ items: { title: string; path: string; meta: string }[]; total: number }>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    methods?: Method[]
    blueprints?: Blueprint[]
    besideProcesses?: BesideProcesses[]
  }
}

export function methodOf(manifests: readonly Manifest[], name: string): Method {
  const method = manifests.flatMap((manifest) => manifest.methods ?? []).find((one) => one.name === name)
  if (!method) throw new Error(`No manifest declares the method ${name}`)
  return method
}

export function blueprintsOf(manifests: readonly Manifest[]): Blueprint[] {
  return manifests.flatMap((manifest) => manifest.blueprints ?? [])
}

export function blueprintOf(manifests: readonly Manifest[], name: string): Blueprint {
  const blueprint = blueprintsOf(manifests).find((one) => one.name === name)
  if (!blueprint) throw new Error(`No manifest declares the blueprint ${name}`)
  return blueprint
}
