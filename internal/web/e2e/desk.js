// Starts the program on a copy of samples and a browser that looks at it.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '../../..')
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=sv-SE']

export async function openDesk (copy = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'kansli-e2e-'))
  cpSync(join(root, 'samples/namnder.yaml'), join(dir, 'namnder.yaml'))
  copy(name => cpSync(join(root, 'samples', name), join(dir, name), { recursive: true }))
  let program
  const start = () => {
    program = spawn(process.env.KANSLI || join(root, 'bin/kansli'), ['serve', dir])
    return new Promise((resolve, reject) => {
      let said = ''
      program.stdout.on('data', d => {
        said += d
        const found = /http:\S+/.exec(said)
        if (found) resolve(found[0])
      })
      program.stderr.on('data', d => { said += d })
      program.on('exit', () => reject(new Error('kansli serve ended: ' + said)))
    })
  }
  const stop = async signal => {
    program.removeAllListeners('exit')
    const ended = new Promise(resolve => program.on('exit', resolve))
    program.kill(signal)
    await ended
  }
  const browser = await chromium.launch({ env: { ...process.env, LANGUAGE: 'sv', LANG: 'sv_SE.UTF-8' }, executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags })
  const desk = {
    dir,
    url: await start(),
    browser,
    // crash kills the program as a power cut would, and starts it again.
    crash: async () => {
      await stop('SIGKILL')
      desk.url = await start()
    },
    page: async (width = 1440, height = 900) => {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'sv-SE' })
      const page = await context.newPage()
      page.complaints = []
      page.on('console', m => { if (m.type() === 'error') page.complaints.push(m.text()) })
      page.on('pageerror', e => page.complaints.push(String(e)))
      await page.goto(desk.url)
      return page
    },
    close: async () => {
      await browser.close()
      await stop('SIGINT')
      rmSync(dir, { recursive: true })
    }
  }
  return desk
}
