/* Reading that takes under 300 ms shows nothing; only then do skeleton lines come. */

const PATIENCE_MS = 300;

export class Patience {
  /** Whether the wait has become long enough to be shown. */
  long = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.long = true;
    }, PATIENCE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.long = false;
  }
}
