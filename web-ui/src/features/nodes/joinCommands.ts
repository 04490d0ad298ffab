/** What to type on the machine that joins: join once, then run. */
export function joinCommands(origin: string, code: string): string {
  return `./commonwatt worker join ${origin} --code ${code}\n./commonwatt worker run`
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether another machine could reach the address that this page was loaded from. */
export function reachableFromElsewhere(origin: string): boolean {
  return !LOOPBACK.test(new URL(origin).hostname)
}
