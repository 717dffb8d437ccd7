// The text with line numbers, marks for what is wrong and suggestions.
import { send, one, make } from './common.js'

export function startEditor ({ file, area, changed, moved }) {
  const gutter = one('rader')
  const list = one('forslag')
  const help = one('radhjalp')
  const plain = help.textContent
  let findings = []
  let chosen = -1
  let leaving = false

  const caret = () => {
    const before = area.value.slice(0, area.selectionStart)
    const line = before.split('\n').length
    return { line, before: before.slice(before.lastIndexOf('\n') + 1) }
  }

  function draw (fs = findings) {
    findings = fs.filter(f => f.fil === file && f.rad)
    const worst = new Map()
    for (const f of findings) if (!worst.has(f.rad) || f.allvar === 'fel') worst.set(f.rad, f.allvar)
    const n = area.value.split('\n').length
    while (gutter.childElementCount > n) gutter.lastChild.remove()
    while (gutter.childElementCount < n) gutter.append(make('div', {}, String(gutter.childElementCount + 1)))
    for (let i = 0; i < n; i++) gutter.children[i].className = worst.get(i + 1) || ''
    explain()
  }

  // explain says under the text what is wrong with the line of the caret.
  function explain () {
    const f = findings.find(f => f.rad === caret().line)
    const text = f ? `Rad ${f.rad}: ${f.meddelande}. ${f.åtgärd ? 'Åtgärd: ' + f.åtgärd + '.' : ''}` : plain
    if (help.textContent !== text) help.textContent = text
    help.className = 'linehelp ' + (f ? f.allvar : '')
  }

  area.addEventListener('scroll', () => { gutter.scrollTop = area.scrollTop })
  area.addEventListener('input', () => { draw(); changed(); if (!list.hidden) suggest() })
  document.addEventListener('selectionchange', () => {
    if (document.activeElement !== area) return
    explain()
    moved(caret().line)
  })

  async function suggest () {
    const { line, before } = caret()
    const found = await send('/api/komplettera', { fil: file, text: area.value, rad: line, fore: before }).catch(() => [])
    chosen = found.length ? 0 : -1
    list.replaceChildren(...found.slice(0, 60).map((s, i) => make('li', { id: 'forslag-' + i, role: 'option', on: { mousedown: e => { e.preventDefault(); take(s) } } },
      make('span', { className: 'word' }, s.etikett), make('span', { className: 'help' }, s.hjalp))))
    list.items = found
    list.hidden = !found.length
    pick()
    const height = parseFloat(getComputedStyle(area).lineHeight)
    const under = line * height + 14 - area.scrollTop
    const above = under - height - 4 - list.offsetHeight
    list.style.top = (under + list.offsetHeight > area.clientHeight && above >= 0 ? above : Math.max(0, under)) + 'px'
  }

  function pick () {
    [...list.children].forEach((li, i) => li.setAttribute('aria-selected', i === chosen))
    if (chosen >= 0 && !list.hidden) {
      area.setAttribute('aria-controls', 'forslag')
      area.setAttribute('aria-activedescendant', 'forslag-' + chosen)
      list.children[chosen].scrollIntoView({ block: 'nearest' })
    } else area.removeAttribute('aria-activedescendant')
  }

  function take (s) {
    const { before } = caret()
    const begun = before.includes(':') ? before.slice(before.search(/:\s*/)).replace(/^:\s*/, '') : before.replace(/^[\s-]*/, '')
    const end = area.selectionStart
    area.setRangeText((before.endsWith(':') ? ' ' : '') + s.text, end - begun.length, end, 'end')
    close()
    area.dispatchEvent(new Event('input'))
  }

  const close = () => { list.hidden = true; chosen = -1; pick() }

  area.addEventListener('keydown', e => {
    if (e.key === ' ' && e.ctrlKey) { e.preventDefault(); return suggest() }
    if (!list.hidden) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
      if (step) { e.preventDefault(); chosen = (chosen + step + list.childElementCount) % list.childElementCount; return pick() }
      if (e.key === 'Enter' || e.key === 'Tab') { e.preventDefault(); return take(list.items[chosen]) }
      if (e.key === 'Escape') { e.preventDefault(); return close() }
    }
    if (e.key === 'Escape') { leaving = true; return }
    if (e.key === 'Tab' && !leaving && !e.shiftKey) {
      e.preventDefault()
      area.setRangeText('  ', area.selectionStart, area.selectionEnd, 'end')
      area.dispatchEvent(new Event('input'))
    }
    if (e.key === 'Enter' && !e.ctrlKey && !e.metaKey) {
      e.preventDefault()
      const { before } = caret()
      const indent = /^\s*/.exec(before)[0] + (/:\s*$/.test(before) ? '  ' : /^\s*- /.test(before) && before.trim() !== '-' ? (before.includes(': ') ? '  ' : '') : '')
      area.setRangeText('\n' + indent, area.selectionStart, area.selectionEnd, 'end')
      area.dispatchEvent(new Event('input'))
    }
    leaving = false
  })
  area.addEventListener('blur', close)

  function goTo (line, column) {
    const lines = area.value.split('\n')
    const at = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0) + [...(lines[line - 1] || '')].slice(0, column - 1).join('').length
    area.focus()
    area.setSelectionRange(at, at)
    area.scrollTop = (line - 1) * parseFloat(getComputedStyle(area).lineHeight) - area.clientHeight / 3
    gutter.scrollTop = area.scrollTop
  }
  draw()
  return { draw, goTo }
}
