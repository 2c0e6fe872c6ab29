import { keepNewest } from '#kernel/keep-newest.ts'

/** What is made once, however many ask for it meanwhile, and kept while there is room; the one asked for last at the end. */
export class KeptPromises<T> {
  private readonly kept = new Map<string, Promise<T>>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  /** @param fits whether it is worth its room, once it is there */
  of(key: string, make: () => Promise<T>, fits: (made: T) => boolean = () => true): Promise<T> {
    const promise = this.kept.get(key) ?? this.begin(key, make, fits)
    this.kept.delete(key)
    this.kept.set(key, promise)
    keepNewest(this.kept, this.most)
    return promise
  }

  forget(isGone: (key: string) => boolean): void {
    for (const key of this.kept.keys()) if (isGone(key)) this.kept.delete(key)
  }

  private begin(key: string, make: () => Promise<T>, fits: (made: T) => boolean): Promise<T> {
    const promise = make()
    // Unless another one has taken its place.
    const drop = () => {
      if (this.kept.get(key) === promise) this.kept.delete(key)
    }
    promise.then((made) => fits(made) || drop(), drop)
    return promise
  }
}
