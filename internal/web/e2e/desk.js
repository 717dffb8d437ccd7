// Starts the program on a copy of samples and a browser that looks at it.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '../../..')
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export async function openDesk (copy = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'kansli-e2e-'))
  cpSync(join(root, 'samples/namnder.yaml'), join(dir, 'namnder.yaml'))
  copy(name => cpSync(join(root, 'samples', name), join(dir, name), { recursive: true }))
  const program = spawn(process.env.KANSLI || join(root, 'bin/kansli'), ['serve', dir])
  const url = await new Promise((resolve, reject) => {
    let said = ''
    program.stdout.on('data', d => {
      said += d
      const found = /http:\S+/.exec(said)
      if (found) resolve(found[0])
    })
    program.stderr.on('data', d => { said += d })
    program.on('exit', () => reject(new Error('kansli serve ended: ' + said)))
  })
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags })
  return {
    dir, url, browser,
    page: async (width = 1440, height = 900) => {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'sv-SE' })
      const page = await context.newPage()
      page.complaints = []
      page.on('console', m => { if (m.type() === 'error') page.complaints.push(m.text()) })
      page.on('pageerror', e => page.complaints.push(String(e)))
      await page.goto(url)
      return page
    },
    close: async () => {
      await browser.close()
      program.removeAllListeners('exit')
      const ended = new Promise(resolve => program.on('exit', resolve))
      program.kill('SIGINT')
      await ended
      rmSync(dir, { recursive: true })
    }
  }
}
