import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Looks at pages as they are: a picture, what axe finds, and whether the page is wider than the screen. */
export class Looker {
  constructor(shots) {
    this.shots = shots
    this.pictures = []
    this.violations = []
    this.overflows = []
    if (shots !== undefined) mkdirSync(shots, { recursive: true })
  }

  async look(page, name) {
    // What is still fading in would be measured in between.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((one) => one.effect?.getTiming().iterations !== Infinity)
          .map((one) => one.finished.catch(() => undefined)),
      ),
    )
    const { width, wide } = await page.evaluate(() => ({
      width: innerWidth,
      wide: document.documentElement.scrollWidth,
    }))
    if (wide > width) this.overflows.push({ name, width, wide })
    await page.evaluate(AXE)
    const found = await page.evaluate(
      (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
      STANDARD,
    )
    for (const { id, help, nodes } of found.violations) {
      this.violations.push({
        name,
        id,
        help,
        places: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
      })
    }
    if (this.shots !== undefined) {
      const path = join(this.shots, `${name}.png`)
      // As tall as the page itself: bars that stick to an edge of the screen then stand where they belong.
      const screen = page.viewportSize()
      const height = await page.evaluate(() => (scrollTo(0, 0), document.documentElement.scrollHeight))
      await page.setViewportSize({ width: screen.width, height: Math.max(screen.height, Math.min(height, 4000)) })
      await page.screenshot({ path })
      await page.setViewportSize(screen)
      this.pictures.push(path)
    }
  }
}
