/** Stands in for uPlot where there is no canvas: it joins the curves as uPlot does and draws nothing. The browser check looks at the real one. */
export default class PaperPlot {
  readonly cursor = { idx: null }
  readonly data = [[]]
  readonly scales = {}

  static rangeNum = (low: number, high: number): [number, number] => [low, high]

  static join(tables: [number[], number[]][]): (number | undefined)[][] {
    const steps = [...new Set(tables.flatMap(([x]) => x))].sort((a, b) => a - b)
    return [steps, ...tables.map(([x, y]) => steps.map((step) => y[x.indexOf(step)]))]
  }

  setData(): void {
    // Nothing to draw on.
  }

  setSize(): void {
    // Nothing to draw on.
  }

  destroy(): void {
    // Nothing was drawn.
  }
}
