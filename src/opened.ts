type Close = () => Promise<unknown> | unknown

/** What has to be closed at the end, the newest first. */
export class Opened {
  private readonly closers: Close[] = []
  private closed = false

  /** @throws Error when everything has been closed already; then this is as well */
  async add(close: Close): Promise<void> {
    if (!this.closed) return void this.closers.push(close)
    await close()
    throw new Error('told to end')
  }

  async closeAll(): Promise<void> {
    this.closed = true
    for (const close of this.closers.splice(0).reverse()) await close()
  }
}
