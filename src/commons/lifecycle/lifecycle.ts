export type StateSpec = {
  /** Nothing leads out of it, and that is meant. */
  readonly final?: true
}

export type TransitionSpec<State extends string, Role extends string> = {
  readonly from: readonly State[]
  readonly to: State
  readonly by: readonly Role[]
  /** What else happens, by name; the use-case that moves the thing carries it out. */
  readonly effect?: string
}

export type Lifecycle<
  State extends string = string,
  Transition extends string = string,
  Role extends string = string,
> = {
  readonly name: string
  readonly states: Readonly<Record<State, StateSpec>>
  readonly initial: State
  readonly transitions: Readonly<Record<Transition, TransitionSpec<State, Role>>>
}

export type Refusal = 'unknown-transition' | 'wrong-state' | 'wrong-role'

export type Move<State extends string> =
  | { readonly ok: true; readonly to: State; readonly effect: string | null }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Declares the life of a thing. State, transition and role names are inferred as literals.
 * @throws Error at start-up when the declaration contradicts itself: unknown or unreachable states, a dead end that is
 *   not marked final, a final state with a way out, a transition that starts nowhere or that nobody may make
 */
export function defineLifecycle<
  const State extends string,
  const Transition extends string,
  const Role extends string,
>(spec: {
  readonly name: string
  readonly states: Readonly<Record<State, StateSpec>>
  readonly initial: NoInfer<State>
  readonly transitions: Readonly<Record<Transition, TransitionSpec<NoInfer<State>, Role>>>
}): Lifecycle<State, Transition, Role> {
  const problems = problemsOf(spec)
  if (problems.length > 0) throw new Error(`lifecycle ${spec.name}: ${problems.join('; ')}`)
  return spec
}

/** Whether a role may make this transition from this state. Says nothing about whose petition it is: permissions do. */
export function canMove<S extends string, T extends string, R extends string>(
  lifecycle: Lifecycle<S, T, R>,
  state: NoInfer<S>,
  transition: NoInfer<T>,
  role: NoInfer<R>,
): boolean {
  return move(lifecycle, state, transition, role).ok
}

/** The next state, or why not. The state is looked at before the role: "already closed" helps more than "not you". */
export function move<S extends string, T extends string, R extends string>(
  lifecycle: Lifecycle<S, T, R>,
  state: NoInfer<S>,
  transition: NoInfer<T>,
  role: NoInfer<R>,
): Move<S> {
  // Own keys only: a transition may come from a form, and "constructor" is none.
  if (!Object.hasOwn(lifecycle.transitions, transition)) return { ok: false, refusal: 'unknown-transition' }
  const { from, to, by, effect } = lifecycle.transitions[transition]
  if (!from.includes(state)) return { ok: false, refusal: 'wrong-state' }
  if (!by.includes(role)) return { ok: false, refusal: 'wrong-role' }
  return { ok: true, to, effect: effect ?? null }
}

/** The transitions that a role may make from a state, in the order of their declaration: the buttons of a page. */
export function movesFrom<S extends string, T extends string, R extends string>(
  lifecycle: Lifecycle<S, T, R>,
  state: NoInfer<S>,
  role: NoInfer<R>,
): T[] {
  return (Object.keys(lifecycle.transitions) as T[]).filter((transition) => canMove(lifecycle, state, transition, role))
}

/** A Mermaid state diagram for READMEs. */
export function mermaid(lifecycle: Lifecycle): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${id(lifecycle.initial)}`]
  for (const [state] of Object.entries(lifecycle.states)) {
    if (id(state) !== state) lines.push(`  state "${state}" as ${id(state)}`)
  }
  for (const [name, { from, to, by }] of Object.entries(lifecycle.transitions)) {
    for (const state of from) lines.push(`  ${id(state)} --> ${id(to)}: ${name} (${by.join(', ')})`)
  }
  for (const [state, { final }] of Object.entries(lifecycle.states)) if (final) lines.push(`  ${id(state)} --> [*]`)
  return `${lines.join('\n')}\n`
}

/** Mermaid reads a hyphen in a state's id as part of an arrow. */
function id(state: string): string {
  return state.replaceAll('-', '_')
}

function problemsOf(spec: Lifecycle): string[] {
  const states = Object.keys(spec.states)
  const transitions = Object.entries(spec.transitions)
  const known = (state: string) => Object.hasOwn(spec.states, state)
  const problems: string[] = []

  if (!known(spec.initial)) problems.push(`initial state ${spec.initial} is unknown`)
  for (const [name, { from, to, by }] of transitions) {
    if (from.length === 0) problems.push(`${name} starts nowhere`)
    if (by.length === 0) problems.push(`nobody may ${name}`)
    for (const state of [...from, to]) if (!known(state)) problems.push(`${name} names the unknown state ${state}`)
  }
  const reached = reachable(spec)
  for (const state of states) {
    const leaves = transitions.some(([, { from }]) => from.includes(state))
    const final = spec.states[state]?.final === true
    if (!reached.has(state)) problems.push(`state ${state} is unreachable`)
    if (!leaves && !final) problems.push(`state ${state} is a dead end and not marked final`)
    if (leaves && final) problems.push(`state ${state} is final and has a way out`)
  }
  return problems
}

function reachable({ initial, transitions }: Lifecycle): Set<string> {
  const reached = new Set([initial])
  // A set walks over what is added on the way.
  for (const state of reached) {
    for (const { from, to } of Object.values(transitions)) if (from.includes(state)) reached.add(to)
  }
  return reached
}
